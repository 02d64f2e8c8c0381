import type { Instruction } from '../dockerfile/model.ts';
import { copiesOf, flagValue } from '../findings/copies.ts';
import type { Fix, Rule } from '../findings/rule.ts';
import { isWithin } from '../findings/shipped-stages.ts';
import { isRootUser } from '../findings/shipped-user.ts';

/** A volume is there to be written. */
function ownership({ keywordSpan }: Instruction, user: string, volume: string): Fix {
  const { end } = keywordSpan;
  return {
    title: `Give \`${user}\` what is copied into the volume ${volume}`,
    edits: [{ span: { start: end, end }, text: ` --chown=${user}` }],
    review: `\`${user}\` may then change these files, as a volume is for: see that the program does so.`,
    preconditions: [{ text: `VOLUME says that ${volume} is written`, state: 'held' }],
    paths: [volume, `${volume}/**`],
  };
}

export default {
  id: 'copy-after-user',
  summary: 'Files are copied as root although another user is set',
  rationale:
    'COPY and ADD do not look at USER: what they copy belongs to root. That is right for what is only ' +
    'read or run, and safer. A program that has to write there fails with "permission denied". The fix ' +
    'gives the user what is copied into a volume, which is there to be written.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: ['files'],
  aliases: {},
  references: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  examples: [
    {
      name: 'a user is set before the copy',
      before: 'FROM node:22\nUSER node\nCOPY data /data\n',
      after: null,
    },
    {
      name: 'what is copied is the start of a volume',
      before: 'FROM node:22\nUSER node\nCOPY data /data\nVOLUME /data\n',
      after: 'FROM node:22\nUSER node\nCOPY --chown=node data /data\nVOLUME /data\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const { instruction, destination, stage } of copiesOf(dockerfile)) {
      // COPY knows no owners on Windows.
      if (facts.base(stage).os === 'windows') continue;
      const { user } = facts.before(instruction);
      if (user === 'unknown' || isRootUser(user) || flagValue(instruction, 'chown') !== null)
        continue;
      const message = `These files belong to root, although the user here is \`${user ?? ''}\`.`;
      const { span } = instruction;
      const volume = facts.result(stage).volumes.find((path) => {
        return isWithin(destination.path.replace(/\/+$/, ''), path.replace(/\/+$/, ''));
      });
      const isPlain = stage.instructions.includes(instruction) && /^[\w.:-]+$/.test(user ?? '');
      if (volume === undefined || !isPlain) {
        const left = `root owns what is copied to ${destination.path}, which is right for what is only read or run: add \`--chown=${user ?? ''}\` where the program writes it`;
        yield { span, message, fix: null, left };
        continue;
      }
      yield { span, message, fix: ownership(instruction, user ?? '', volume) };
    }
  },
} satisfies Rule;

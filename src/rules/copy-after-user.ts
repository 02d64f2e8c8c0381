import { copiesOf, flagValue } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';
import { isRootUser } from '../findings/shipped-user.ts';

export default {
  id: 'copy-after-user',
  summary: 'Files are copied as root although another user is set',
  rationale:
    'COPY and ADD do not look at USER: what they copy belongs to root. That is right for what is only ' +
    'read or run, and safer. A program that has to write there fails with "permission denied".',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
  aliases: {},
  references: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  examples: [
    {
      name: 'a user is set before the copy',
      before: 'FROM node:22\nUSER node\nCOPY data /data\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { instruction } of copiesOf(dockerfile)) {
      const { user } = facts.before(instruction);
      if (user === 'unknown' || isRootUser(user) || flagValue(instruction, 'chown') !== null)
        continue;
      const message = `These files belong to root, although the user here is \`${user ?? ''}\`.`;
      const left = `which of them the program writes is not in the file: add \`--chown=${user ?? ''}\` for those only`;
      yield { span: instruction.span, message, fix: null, left };
    }
  },
} satisfies Rule;

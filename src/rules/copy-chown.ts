import { copiesOf, flagValue } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';
import { isRootUser } from '../findings/shipped-user.ts';

export default {
  id: 'copy-chown',
  summary: 'Copied files are given to a user who may then change them',
  rationale:
    'With `--chown` the program can change its own code and configuration, and so can whoever breaks ' +
    'into it. Files that belong to root can be read and run by everybody all the same. What the ' +
    'program has to write needs the flag.',
  severity: 'low',
  safety: null,
  opinionated: true,
  effects: [],
  aliases: {
    kics: ['Chown Flag Exists', 'aa93e17f-b6db-4162-9334-c70334e7ac28'],
    sonar: ['S6504'],
  },
  references: ['https://rules.sonarsource.com/docker/RSPEC-6504/'],
  examples: [
    {
      name: 'the program owns its code',
      before: 'FROM node:22\nCOPY --chown=node:node . /app\nUSER node\n',
      after: null,
    },
  ],
  *check(dockerfile) {
    for (const { instruction, destination } of copiesOf(dockerfile)) {
      const owner = flagValue(instruction, 'chown');
      if (owner === null || isRootUser(owner)) continue;
      const message = `\`${owner}\` may change what is copied here.`;
      const left = `let root own what is only read or run in ${destination.path} (no \`--chown\`), and give \`${owner}\` the directories in it that the program writes, such as uploads and caches (\`install -d -o ${owner.split(':', 1)[0] ?? owner} …\`)`;
      yield { span: instruction.span, message, fix: null, left };
    }
  },
} satisfies Rule;

import { copiesOf, flagValue } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';
import { isRootUser } from '../findings/shipped-user.ts';

const LEFT =
  'which of these files the program writes is not in the file: keep `--chown` for those, and let root own what is only read or run';

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
    for (const { instruction } of copiesOf(dockerfile)) {
      const owner = flagValue(instruction, 'chown');
      if (owner === null || isRootUser(owner)) continue;
      const message = `\`${owner}\` may change what is copied here.`;
      yield { span: instruction.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;

import type { Rule } from '../findings/rule.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import { expandWord } from '../dockerfile/expand.ts';

const LEFT =
  'on which signal the program ends in good order is not in the file: remove the instruction for SIGTERM, or name that one';

const UNGRACEFUL = new Set(['SIGKILL', 'KILL', '9', 'SIGSTOP', 'STOP', '19']);

export default {
  id: 'ungraceful-stopsignal',
  summary: 'The container is stopped by a signal that no program can answer',
  rationale:
    'SIGKILL ends a program at once, without a chance to finish requests, write its files and let go ' +
    'of its locks; SIGSTOP does not end it at all, so that the engine kills it after its time-out. With ' +
    'SIGTERM, the default, it can clean up, and is killed only when it does not end in time.',
  severity: 'low',
  safety: null,
  effects: [],
  about: ['STOPSIGNAL'],
  aliases: {},
  references: ['https://docs.docker.com/reference/dockerfile/#stopsignal'],
  examples: [
    {
      name: 'the program is killed at once',
      before: 'FROM node:22\nSTOPSIGNAL SIGKILL\nCMD ["node", "server.js"]\n',
      after: null,
    },
  ],
  *check(dockerfile) {
    for (const outer of dockerfile.instructions) {
      const instruction = outer.trigger ?? outer;
      if (instruction.keyword !== 'STOPSIGNAL') continue;
      const { lookup } = scopeAt(dockerfile, instruction);
      const { value } = expandWord(instruction.body.text.trim(), lookup, dockerfile.escape);
      if (!UNGRACEFUL.has(value.toUpperCase())) continue;
      const message = `No program can answer \`${value}\`, so it cannot end in good order.`;
      yield { span: instruction.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;

import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import { baseImageName } from '../findings/base-image.ts';
import type { Precondition, Rule } from '../findings/rule.ts';

/** Without the instruction the signal of the base image holds, which the image's own makers chose. */
const KNOWN = /^(?:nginx|httpd|postgres|redis|mysql|mariadb|mongo|haproxy|php|memcached|rabbitmq)$/;

function answersDefault(dockerfile: Dockerfile, { stage }: Instruction): Precondition {
  const base = dockerfile.stages[stage ?? -1];
  const name = base === undefined ? null : baseImageName(dockerfile, base);
  const text = 'the program ends in good order on the signal of the base image, by default SIGTERM';
  if (name === null || !KNOWN.test(name)) return { text, state: 'unknown' };
  return { text: `${text}; \`${name}\` does`, state: 'held' };
}

const UNGRACEFUL = new Set(['SIGKILL', 'KILL', '9', 'SIGSTOP', 'STOP', '19']);

export default {
  id: 'ungraceful-stopsignal',
  summary: 'The container is stopped by a signal that no program can answer',
  rationale:
    'SIGKILL ends a program at once, without a chance to finish requests, write its files and let go ' +
    'of its locks; SIGSTOP does not end it at all, so that the engine kills it after its time-out. With ' +
    'SIGTERM, the default, it can clean up, and is killed only when it does not end in time. The fix ' +
    'goes back to the signal of the base image.',
  severity: 'low',
  safety: 'review',
  effects: ['stopsignal'],
  about: ['STOPSIGNAL'],
  aliases: {},
  references: ['https://docs.docker.com/reference/dockerfile/#stopsignal'],
  examples: [
    {
      name: 'the program is killed at once',
      before: 'FROM node:22\nSTOPSIGNAL SIGKILL\nCMD ["node", "server.js"]\n',
      after: 'FROM node:22\nCMD ["node", "server.js"]\n',
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
      if (outer !== instruction) {
        const left = `it is for the images built on this one; remove it, or name the signal on which their program ends`;
        yield { span: instruction.span, message, fix: null, left };
        continue;
      }
      const fix = {
        title: `Do not stop the container by \`${value}\``,
        edits: [removeInstruction(dockerfile, instruction)],
        instructions: [{ kind: 'remove', keyword: 'STOPSIGNAL' } as const],
        review:
          'See that the program ends on SIGTERM; as the first process it does so only when it has a handler, or behind `tini` (`docker run --init`).',
        preconditions: [answersDefault(dockerfile, instruction)],
      };
      yield { span: instruction.span, message, fix };
    }
  },
} satisfies Rule;

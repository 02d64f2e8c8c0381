import type { Instruction } from '../dockerfile/model.ts';
import type { Facts, Rule } from '../findings/rule.ts';

const LEFT =
  'one RUN in place of two is built anew as a whole when a part changes, and a `cd` or a variable of the first reaches into the second; merge them where neither matters';

/** A RUN with more commands than this was most likely put together on purpose. */
const MOST_COMMANDS = 2;

interface Previous {
  readonly kind: string;
  readonly count: number;
}

/** RUNs of one kind can be merged: the same flags, and both in shell form. */
function kindOf({ flags, json }: Instruction): string {
  const texts = flags.map(({ name, value }) => `${name}=${value ?? ''}`);
  return [String(json), ...texts].join(' ');
}

function read(instruction: Instruction, facts: Facts): Previous | null {
  if (instruction.keyword !== 'RUN') return null;
  const script = facts.script(instruction);
  if (script === null || script.heredoc !== null || script.form === 'exec') return null;
  return { kind: kindOf(instruction), count: script.commands.length };
}

export default {
  id: 'consecutive-runs',
  summary: 'Two short RUNs follow each other',
  rationale:
    'Every RUN makes a layer, and what a later one deletes stays in the layers before. One RUN for what ' +
    'belongs together keeps files of the build out of the image. Layers cost little by themselves, and ' +
    'smaller ones are found in the cache more often, so this is a matter of taste.',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
  aliases: {
    hadolint: ['DL3059'],
    kics: [
      'Multiple RUN, ADD, COPY, Instructions Listed',
      'Multiple RUN, ADD, COPY Instructions Listed',
      '0008c003-79aa-42d8-95b8-1c2fe37dbfe6',
    ],
    sonar: ['S7031'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3059',
    'https://docs.docker.com/build/building/best-practices/#run',
  ],
  examples: [
    {
      name: 'two commands make two layers',
      before: 'FROM debian:12\nRUN useradd app\nRUN mkdir /data\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { instructions } of dockerfile.stages) {
      let previous: Previous | null = null;
      for (const instruction of instructions) {
        const current = read(instruction, facts);
        const isPair =
          previous !== null &&
          current?.kind === previous.kind &&
          Math.max(current.count, previous.count) <= MOST_COMMANDS;
        previous = current;
        if (!isPair) continue;
        const message = 'This RUN could be one with the RUN before it.';
        yield { span: instruction.span, message, fix: null, left: LEFT };
      }
    }
  },
} satisfies Rule;

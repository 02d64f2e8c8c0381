import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { mergeRuns } from '../findings/merge-runs.ts';
import type { Facts, Fix, Rule } from '../findings/rule.ts';
import { runsOf } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';

const CACHE = 'one RUN in place of two is built anew as a whole when a part changes';

/** A RUN with more commands than this was most likely put together on purpose. */
const MOST_COMMANDS = 2;

/** RUNs of one kind can be merged: the same flags, and both in shell form. */
function kindOf({ flags, json }: Instruction): string {
  const texts = flags.map(({ name, value }) => `${name}=${value ?? ''}`);
  return [String(json), ...texts].join(' ');
}

function isShort({ script }: Run): boolean {
  const { heredoc, form, commands } = script;
  return heredoc === null && form !== 'exec' && commands.length <= MOST_COMMANDS;
}

/** RUNs of one stage that directly follow each other and could be one; rows of one are left out. */
function rowsOf(dockerfile: Dockerfile, facts: Facts): Run[][] {
  const runs = new Map(runsOf(dockerfile, facts).map((run) => [run.instruction, run]));
  const rows: Run[][] = [];
  for (const { instructions } of dockerfile.stages) {
    let row: Run[] = [];
    for (const instruction of instructions) {
      const run = runs.get(instruction);
      const isNext = run !== undefined && !run.isTrigger && isShort(run);
      const [first] = row;
      const isSame = isNext && first !== undefined && kindOf(first.run) === kindOf(run.run);
      if (isSame) {
        row.push(run);
        continue;
      }
      row = isNext ? [run] : [];
      rows.push(row);
    }
  }
  return rows.filter(({ length }) => length > 1);
}

function merge(dockerfile: Dockerfile, first: Run, second: Run): Fix | string {
  const { edit, left } = mergeRuns(dockerfile, first, second);
  if (edit === undefined) return `${left}, and ${CACHE}`;
  return {
    title: 'Make one RUN of two',
    edits: [edit],
    instructions: [{ kind: 'remove', keyword: 'RUN' }],
    preconditions: [{ text: 'the two RUNs belong together', state: 'unknown' }],
    review: `See whether the two belong together: ${CACHE}.`,
  };
}

export default {
  id: 'consecutive-runs',
  summary: 'Two short RUNs follow each other',
  rationale:
    'Every RUN makes a layer, and what a later one deletes stays in the layers before. One RUN for what ' +
    'belongs together keeps files of the build out of the image. Layers cost little by themselves, and ' +
    'smaller ones are found in the cache more often, so this is a matter of taste. The fix joins two ' +
    'that stand alone; which of a longer row belong together only its author knows.',
  severity: 'info',
  safety: 'review',
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
      after: 'FROM debian:12\nRUN useradd app && mkdir /data\n',
    },
  ],
  *check(dockerfile, facts) {
    const message = 'This RUN could be one with the RUN before it.';
    for (const row of rowsOf(dockerfile, facts)) {
      for (const [index, second] of row.entries()) {
        const first = row[index - 1];
        if (first === undefined) continue;
        const { span } = second.run;
        const merged =
          row.length === 2
            ? merge(dockerfile, first, second)
            : `which of these ${row.length} RUNs belong together is not in the file: ${CACHE}; join those that do with \`&&\``;
        if (typeof merged === 'string') yield { span, message, fix: null, left: merged };
        else yield { span, message, fix: merged };
      }
    }
  },
} satisfies Rule;

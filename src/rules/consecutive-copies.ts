import { shown } from '../dockerfile/shown-text.ts';
import { copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Rule } from '../findings/rule.ts';

/** The instruction that would do the work of both. */
function leftReason({ instruction, sources, destination }: Copy, next: Copy): string {
  const flags = instruction.flags.map(
    ({ name, value }) => `--${name}${value === null ? '' : `=${value}`} `,
  );
  const paths = [...sources, ...next.sources].map(({ path }) => path).join(' ');
  const slash = destination.path.endsWith('/') ? '' : '/';
  const both = `${instruction.keyword} ${flags.join('')}${paths} ${destination.path}${slash}`;
  return `${shown(both, 100)} would be built anew as a whole when one of its sources changes; write it in place of the two where they change together`;
}

/** What has to be the same for two copies to be one: the keyword, the flags and the destination. */
function kindOf({ instruction, destination }: Copy): string {
  const flags = instruction.flags.map(({ name, value }) => `${name}=${value ?? ''}`);
  return [instruction.keyword, destination.path, ...flags].join(' ');
}

export default {
  id: 'consecutive-copies',
  summary: 'Two copies to the same place follow each other',
  rationale:
    'Every COPY and ADD makes a layer of the image. Several sources fit into one instruction. Layers ' +
    'cost little by themselves, and smaller ones are found in the cache more often, so this is a matter ' +
    'of taste. Looked at is the last stage, because layers of the others are not shipped.',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
  aliases: {
    kics: ['Multiple RUN, ADD, COPY, Instructions Listed', '0008c003-79aa-42d8-95b8-1c2fe37dbfe6'],
  },
  references: ['https://docs.docker.com/reference/dockerfile/#copy'],
  examples: [
    {
      name: 'two files go to one directory',
      before: 'FROM node:22\nCOPY package.json ./\nCOPY server.js ./\n',
      after: null,
    },
  ],
  *check(dockerfile) {
    const stage = dockerfile.stages.at(-1);
    if (stage === undefined) return;
    const copies = copiesOf(dockerfile).filter((copy) => copy.stage === stage);
    for (const [index, copy] of copies.entries()) {
      const next = copies[index + 1];
      if (next === undefined || kindOf(copy) !== kindOf(next)) continue;
      const position = stage.instructions.indexOf(copy.instruction);
      if (position === -1 || stage.instructions[position + 1] !== next.instruction) continue;
      if (copy.instruction.heredocs.length + next.instruction.heredocs.length > 0) continue;
      const message = `This ${copy.instruction.keyword} could be one with the next.`;
      yield { span: copy.instruction.span, message, fix: null, left: leftReason(copy, next) };
    }
  },
} satisfies Rule;

import { copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Facts, Rule } from '../findings/rule.ts';

const LEFT =
  'which of the files the image needs is not in the file: copy those paths, or start this stage with `FROM` that one';

/** Onto an empty image the copy is on purpose: it makes one layer of many. */
function isFlattening({ stage }: Copy, facts: Facts): boolean {
  return facts.base(stage).distribution === 'scratch';
}

export default {
  id: 'copy-whole-stage',
  summary: 'The whole file system of another stage is copied over this one',
  rationale:
    'Compilers, caches and secrets of the build come along, files of the base image are replaced by ' +
    'others of perhaps another distribution, and nothing is won over `FROM` that stage. A copy onto ' +
    '`scratch` is not meant: it makes one layer of many.',
  severity: 'low',
  safety: null,
  effects: [],
  aliases: { hadolint: ['DL3067'] },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3067',
    'https://docs.docker.com/build/building/multi-stage/',
  ],
  examples: [
    {
      name: 'a build stage is copied as a whole',
      before:
        'FROM golang:1.23 AS build\nRUN go build -o /app .\nFROM debian:12\nCOPY --from=build / /\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const copy of copiesOf(dockerfile)) {
      const { from, sources, destination, instruction } = copy;
      const isWhole = sources.some(({ path }) => path === '/') && destination.path === '/';
      if (from === null || !isWhole || isFlattening(copy, facts)) continue;
      const message = `The whole file system of \`${from}\` is laid over that of this stage.`;
      yield { span: instruction.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;

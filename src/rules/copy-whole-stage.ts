import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { stageChain } from '../findings/base-image.ts';
import { copiesOf } from '../findings/copies.ts';
import type { Copy } from '../findings/copies.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { isStageUsed } from '../findings/shipped-stages.ts';

/** Onto or out of an image without files of its own the copy is on purpose: it brings what one stage has gathered. */
function isGathered(dockerfile: Dockerfile, { stage, from }: Copy, facts: Facts): boolean {
  const source = stageOf(dockerfile, stage, from ?? '');
  return [stage, source].some((one) => one !== null && facts.base(one).distribution === 'scratch');
}

/** The stage that `--from` names, by its name or its number; null for an image. */
function stageOf({ stages }: Dockerfile, by: Stage, from: string): Stage | null {
  const earlier = stages.slice(0, by.index);
  const named = earlier.findLast(({ name }) => name === from.toLowerCase());
  return named ?? (/^\d+$/.test(from) ? (earlier[Number(from)] ?? null) : null);
}

function leftReason(dockerfile: Dockerfile, facts: Facts, { stage, from }: Copy): string {
  const source = stageOf(dockerfile, stage, from ?? '');
  if (source === null) {
    const reach = isShipped(dockerfile, stage)
      ? ''
      : `; only a build with \`--target ${stage.name ?? String(stage.index)}\` gets it`;
    return `which files of the image \`${from ?? ''}\` are wanted is not in the file: list them (\`docker create\`, then \`docker export\`) and copy these paths${reach}`;
  }
  const shown = `\`${from ?? ''}\``;
  if (isSameBase(dockerfile, source, stage)) {
    return `${shown} stands on the same image, \`${bottomOf(stage).base.text}\`: begin this stage with \`FROM ${from ?? ''}\` and leave the copy out, where what ${shown} sets (ENV, USER, WORKDIR, …) may come along`;
  }
  const places = placesOf(source);
  const hint = places.length === 0 ? '' : ` (it writes to ${places.join(', ')})`;
  return `which files of ${shown}${hint} this image needs is not in the file: copy those paths only${startHint(facts, stage)}`;
}

/** It is what a plain build yields, or a later stage uses it. */
function isShipped(dockerfile: Dockerfile, stage: Stage): boolean {
  return stage.index === dockerfile.stages.length - 1 || isStageUsed(dockerfile, stage);
}

function isSameBase(dockerfile: Dockerfile, a: Stage, b: Stage): boolean {
  const names = [a, b].map((stage) => {
    const { index } = bottomOf(stage);
    const use = imageUses(dockerfile).find((one) => one.role === 'base' && one.stage === index);
    return use?.resolved ?? null;
  });
  return names[0] !== null && names[0] === names[1];
}

function bottomOf(stage: Stage): Stage {
  return stageChain(stage).at(-1) ?? stage;
}

/** The first directories that the stage works in or copies to. */
function placesOf({ instructions }: Stage): string[] {
  const paths = instructions.flatMap(({ keyword, arguments: words }) => {
    if (keyword === 'WORKDIR') return words.map(({ text }) => text);
    const target = keyword === 'COPY' || keyword === 'ADD' ? words.at(-1)?.text : undefined;
    return target === undefined ? [] : [target];
  });
  const absolute = paths
    .filter((path) => /^\/[\w./-]+$/.test(path))
    .map((path) => path.replace(/(.)\/$/, '$1'));
  return [...new Set(absolute)].slice(0, 3).map((path) => `\`${path}\``);
}

/** What the container starts, where this stage says it by an absolute path. */
function startHint(facts: Facts, stage: Stage): string {
  const { entrypoint, cmd } = facts.result(stage);
  const [program] = [entrypoint, cmd].flatMap((list) => {
    return list === null || list === 'unknown' ? [] : list;
  });
  return program?.startsWith('/') === true && !/sh$/.test(program)
    ? `, \`${program}\` and what it reads`
    : '';
}

export default {
  id: 'copy-whole-stage',
  summary: 'The whole file system of another stage is copied over this one',
  rationale:
    'Compilers, caches and secrets of the build come along, files of the base image are replaced by ' +
    'others of perhaps another distribution, and nothing is won over `FROM` that stage. A copy onto ' +
    '`scratch` makes one layer of many, and one out of a stage on `scratch` brings what was gathered there: ' +
    'these are not meant.',
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
      if (from === null || !isWhole || isGathered(dockerfile, copy, facts)) continue;
      const message = `The whole file system of \`${from}\` is laid over that of this stage.`;
      const left = leftReason(dockerfile, facts, copy);
      yield { span: instruction.span, message, fix: null, left };
    }
  },
} satisfies Rule;

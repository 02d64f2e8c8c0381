import { expandWord } from '../dockerfile/expand.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile, Instruction, Stage, Word } from '../dockerfile/model.ts';
import { globalScope } from '../dockerfile/scope.ts';
import { stageArguments } from '../findings/argument-value.ts';
import {
  expanded,
  globalNames,
  NO_VALUES,
  spellingFix,
  valueFix,
} from '../findings/base-argument-fix.ts';
import { nearName } from '../findings/near-name.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { parseReference } from '../image/reference.ts';

/** The words of FROM in which variables are replaced. */
function* wordsOf({ from, base }: Stage): Generator<Word> {
  for (const { name, value, valueSpan, span } of from.flags) {
    if (name === 'platform') yield { text: value ?? '', span: valueSpan ?? span };
  }
  yield base;
}

/** Variables that are neither declared nor set by the builder, nor have a default where they stand. */
function undeclared(dockerfile: Dockerfile, { text }: Word): string[] {
  const { definition, lookup } = globalScope(dockerfile);
  const { unresolved } = expandWord(text, lookup, dockerfile.escape);
  return unresolved.filter((name) => definition(name) === null);
}

function* undeclaredProblems(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  word: Word,
): Generator<Problem> {
  const names = undeclared(dockerfile, word);
  if (names.length === 0) return;
  const fix = valueFix(dockerfile, facts, stage, word);
  for (const name of names) {
    const near = nearName(name, globalNames(dockerfile));
    const hint = near === null ? '' : ` (is \`${near}\` meant?)`;
    const message = `\`$${name}\` is empty: no \`ARG ${name}\` stands before the first FROM${hint}.`;
    const { span } = word;
    const cure = fix ?? (names.length === 1 ? spellingFix(dockerfile, stage, word, name) : null);
    const left = undeclaredReason(dockerfile, name, near);
    yield cure === null ? { span, message, fix: null, left } : { span, message, fix: cure };
  }
}

function undeclaredReason(dockerfile: Dockerfile, name: string, near: string | null): string {
  if (near !== null) return `whether \`${near}\` is meant is not in the file`;
  const given = stageArguments(dockerfile, name);
  const [first] = given;
  if (first === undefined) {
    return `which value \`${name}\` should have is not in the file; declare it before the first FROM`;
  }
  const line = lineOf(dockerfile, first.instruction);
  return `\`ARG ${name}\` of line ${line} belongs to a stage and ${objection(given)}; where it is meant here too, declare it before the first FROM`;
}

function objection([first, ...others]: ReturnType<typeof stageArguments>): string {
  if (others.length > 0) return 'is not the only one behind a FROM';
  if (first === undefined || first.pair.value === null) return 'has no value';
  return 'makes no name of an image, or the build works without it';
}

function lineOf({ text }: Dockerfile, { span }: Instruction): number {
  return indexLines(text).position(span.start).line;
}

/** `v1 (compose.yaml:7), v2 (bake.hcl:3)`: what the builds of the repository pass; empty without any. */
function passedValues(facts: Facts, names: readonly string[]): string {
  const passed = (facts.surroundings()?.builds() ?? []).flatMap(({ args, place }) =>
    names.flatMap((name) => {
      const value = args.get(name)?.value ?? null;
      if (value === null || !/^[\w./:@-]{1,200}$/.test(value)) return [];
      return [`\`${name}=${value}\` (${place.path}:${place.line})`];
    }),
  );
  return passed.length === 0
    ? ''
    : `, one of those that the repository builds with: ${passed.slice(0, 3).join(', ')}`;
}

/** `` `TAG` (line 1) ``: where the argument is declared. */
function placeOf(dockerfile: Dockerfile, name: string): string {
  const found = dockerfile.instructions.find(({ keyword, stage, pairs }) => {
    return keyword === 'ARG' && stage === null && pairs.some(({ key }) => key.text === name);
  });
  return found === undefined ? `\`${name}\`` : `\`${name}\` (line ${lineOf(dockerfile, found)})`;
}

function defaultProblem(dockerfile: Dockerfile, facts: Facts, stage: Stage): Problem | null {
  const { base, parent } = stage;
  if (!base.text.includes('$') || parent !== null) return null;
  const name = expanded(dockerfile, base, NO_VALUES);
  if (name === null || parseReference(name) !== null) return null;
  const { unresolved } = expandWord(base.text, globalScope(dockerfile).lookup, dockerfile.escape);
  const result = name === '' ? 'is empty,' : `is \`${name}\`, which is no name of an image,`;
  const message = `Without build arguments the name of the base ${result} so the build stops here.`;
  const { span } = base;
  const fix = valueFix(dockerfile, facts, stage, base);
  if (fix !== null) return { span, message, fix };
  const places = unresolved.map((each) => placeOf(dockerfile, each));
  const wanted = places.length === 0 ? 'the ARG' : places.join(' and ');
  const left = `which image to use by default is not in the file; give ${wanted} a default that makes a valid name${passedValues(facts, unresolved)}`;
  return { span, message, fix: null, left };
}

export default {
  id: 'arg-in-from',
  summary: 'FROM uses an ARG that gives no name of an image',
  rationale:
    'FROM sees only the ARGs before the first FROM, and those that the builder sets, such as ' +
    'TARGETARCH. One that is not declared there is empty and no `--build-arg` can set it. One without ' +
    'a default has to be passed with every build; with a default `docker build` works by itself. The fix ' +
    'takes the value that a stage of the file has for it, or that all builds of the repository pass, and ' +
    'only where no build works without it today.',
  severity: 'low',
  safety: 'review',
  // Nothing is known of an image without a name.
  effects: [
    'base',
    'user',
    'workdir',
    'env',
    'shell',
    'entrypoint',
    'cmd',
    'expose',
    'volume',
    'healthcheck',
    'stopsignal',
    'labels',
    'onbuild',
    'packages',
    'files',
  ],
  aliases: { buildkit: ['UndefinedArgInFrom', 'InvalidDefaultArgInFrom'], sonar: ['S6579'] },
  references: [
    'https://docs.docker.com/reference/build-checks/undefined-arg-in-from/',
    'https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/',
    'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
  ],
  examples: [
    {
      name: 'the tag has no default',
      before: 'ARG TAG\nFROM debian:${TAG}\n',
      after: null,
    },
    {
      name: 'the ARG is declared too late',
      before: 'FROM debian:${TAG}\nARG TAG=12\n',
      after: 'ARG TAG=12\nFROM debian:${TAG}\n',
    },
    {
      name: 'the stage uses the value, too',
      before: 'FROM golang:1.25 AS build\nARG ALPINE=3.22\nRUN make\nFROM alpine:$ALPINE\n',
      after:
        'ARG ALPINE=3.22\nFROM golang:1.25 AS build\nARG ALPINE\nRUN make\nFROM alpine:$ALPINE\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const stage of dockerfile.stages) {
      let isDeclared = true;
      for (const word of wordsOf(stage)) {
        for (const problem of undeclaredProblems(dockerfile, facts, stage, word)) {
          isDeclared = false;
          yield problem;
        }
      }
      const problem = isDeclared ? defaultProblem(dockerfile, facts, stage) : null;
      if (problem !== null) yield problem;
    }
  },
} satisfies Rule;

import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Stage, Word } from '../dockerfile/model.ts';
import { predefinedGlobal } from '../dockerfile/predefined.ts';
import { globalScope } from '../dockerfile/scope.ts';
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

function undeclaredProblem(dockerfile: Dockerfile, { span }: Word, name: string): Problem {
  const near = nearName(name, [...declaredNames(dockerfile, null)]);
  const hint = near === null ? '' : ` (is \`${near}\` meant?)`;
  const message = `\`$${name}\` is empty: no \`ARG ${name}\` stands before the first FROM${hint}.`;
  return { span, message, fix: null, left: undeclaredReason(dockerfile, name, near) };
}

function undeclaredReason(dockerfile: Dockerfile, name: string, near: string | null): string {
  if (near !== null) return `whether \`${near}\` is meant is not in the file`;
  const isLate = dockerfile.stages.some((stage) => declaredNames(dockerfile, stage).has(name));
  const place = isLate
    ? `\`ARG ${name}\` belongs to a stage, and whether its value is meant here too is not in the file`
    : `which value \`${name}\` should have is not in the file`;
  return `${place}; declare it before the first FROM`;
}

/** The ARGs of a stage, or those before the first FROM. */
function declaredNames({ instructions }: Dockerfile, stage: Stage | null): ReadonlySet<string> {
  const args = instructions.filter((each) => {
    return each.keyword === 'ARG' && each.stage === (stage?.index ?? null);
  });
  return new Set(args.flatMap(({ pairs }) => pairs.map(({ key }) => key.text)));
}

/** The name that comes out when no build argument is passed. */
function defaultName(dockerfile: Dockerfile, { text }: Word): string | null {
  const scope = globalScope(dockerfile);
  const lookup = (name: string) => scope.lookup(name) ?? predefinedGlobal(name);
  const { value, error } = expandWord(text, lookup, dockerfile.escape);
  return error === null ? value : null;
}

/** `v1 (compose.yaml:7)`: what the builds of the repository pass for the variables; empty without any. */
function passedValues(facts: Facts, names: readonly string[]): string {
  const builds = facts.surroundings()?.builds() ?? [];
  const passed = names.flatMap((name) => {
    const found = builds.flatMap(({ args, place }) => {
      const value = args.get(name)?.value ?? null;
      return value === null ? [] : [{ value, place }];
    });
    const [first] = found;
    const isAgreed = found.every(({ value }) => value === first?.value);
    if (first === undefined || !isAgreed || !/^[\w./:@-]{1,200}$/.test(first.value)) return [];
    return [`\`${name}=${first.value}\` (${first.place.path}:${first.place.line})`];
  });
  return passed.length === 0
    ? ''
    : `, such as what the repository builds with: ${passed.join(', ')}`;
}

function defaultProblem(
  dockerfile: Dockerfile,
  facts: Facts,
  { base, parent }: Stage,
): Problem | null {
  if (!base.text.includes('$') || parent !== null) return null;
  const name = defaultName(dockerfile, base);
  if (name === null || parseReference(name) !== null) return null;
  const { unresolved } = expandWord(base.text, globalScope(dockerfile).lookup, dockerfile.escape);
  const result = name === '' ? 'is empty,' : `is \`${name}\`, which is no name of an image,`;
  const message = `Without build arguments the name of the base ${result} so the build stops here.`;
  const wanted =
    unresolved.length === 0 ? 'the ARG' : unresolved.map((each) => `\`${each}\``).join(' and ');
  const left = `which image to use by default is not in the file; give ${wanted} a default that makes a valid name${passedValues(facts, unresolved)}`;
  return { span: base.span, message, fix: null, left };
}

export default {
  id: 'arg-in-from',
  summary: 'FROM uses an ARG that gives no name of an image',
  rationale:
    'FROM sees only the ARGs before the first FROM, and those that the builder sets, such as ' +
    'TARGETARCH. One that is not declared there is empty and no `--build-arg` can set it. One without ' +
    'a default has to be passed with every build; with a default `docker build` works by itself.',
  severity: 'low',
  safety: null,
  effects: [],
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
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const stage of dockerfile.stages) {
      let isDeclared = true;
      for (const word of wordsOf(stage)) {
        for (const name of undeclared(dockerfile, word)) {
          isDeclared = false;
          yield undeclaredProblem(dockerfile, word, name);
        }
      }
      const problem = isDeclared ? defaultProblem(dockerfile, facts, stage) : null;
      if (problem !== null) yield problem;
    }
  },
} satisfies Rule;

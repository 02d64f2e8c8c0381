import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Pair } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';

/** Each pair whose value uses a variable to which another pair of the same ENV gives a new value. */
function* findReferences(
  dockerfile: Dockerfile,
  facts: Facts,
  instruction: Instruction,
): Generator<Problem> {
  const { lookup } = scopeAt(dockerfile, instruction);
  const { env } = facts.before(instruction);
  const pairs = new Map(instruction.pairs.map((pair) => [pair.key.text, pair]));
  const outside = (name: string) => (pairs.has(name) ? undefined : lookup(name));
  for (const { key, value } of instruction.pairs) {
    if (value === null) continue;
    for (const name of expandWord(value.text, outside, dockerfile.escape).unresolved) {
      const other = name === key.text ? undefined : pairs.get(name);
      const before = lookup(name) ?? env.get(name) ?? null;
      if (other === undefined || keepsValue(dockerfile, instruction, other, before)) continue;
      const message = `\`${key.text}\` does not see the \`${name}\` of the same ENV: it takes the value from before.`;
      const today = before === null ? 'nothing, or what the base image sets' : `\`${before}\``;
      const left = `today \`$${name}\` is ${today} there; where the new value is meant, put \`${key.text}\` into an ENV of its own behind this one, else name the old value`;
      yield { span: value.span, message, fix: null, left };
    }
  }
}

/** `ENV A=$A`, as behind an ARG, and a value that the variable already had. */
function keepsValue(
  dockerfile: Dockerfile,
  instruction: Instruction,
  { key, value }: Pair,
  before: string | null,
): boolean {
  const text = value?.text.replace(/^"(.*)"$/, '$1') ?? '';
  if (text === `$${key.text}` || text === `\${${key.text}}`) return true;
  const { lookup } = scopeAt(dockerfile, instruction);
  const after = expandWord(value?.text ?? '', lookup, dockerfile.escape);
  return after.unresolved.length === 0 && after.value === before;
}

export default {
  id: 'env-self-reference',
  summary: 'ENV uses a variable that it defines itself',
  rationale:
    'All values of one ENV are worked out before any of its variables is set. A reference to a variable ' +
    'of the same ENV is therefore empty, or has the value of an earlier instruction. An ENV of its own, ' +
    'behind the first, sees the new value; splitting it changes the image, so that nobody but its author ' +
    'can say whether that is right.',
  severity: 'low',
  safety: null,
  effects: [],
  about: ['ENV'],
  aliases: {
    hadolint: ['DL3044'],
    kics: ['ENV Refers to Itself', 'be8aab51-94cb-cc12-c40e-f6928d9b544a'],
    buildkit: ['UndefinedVar'],
    sonar: ['S6579'],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#environment-replacement',
    'https://github.com/hadolint/hadolint/wiki/DL3044',
  ],
  examples: [
    {
      name: 'one variable is built from another',
      before: 'FROM debian:12\nENV APP=/app BIN=$APP/bin\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const { instructions } of dockerfile.stages) {
      for (const instruction of instructions) {
        if (instruction.keyword !== 'ENV' || instruction.pairs.length < 2) continue;
        yield* findReferences(dockerfile, facts, instruction);
      }
    }
  },
} satisfies Rule;

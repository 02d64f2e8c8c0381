/**
 * Reads the test files of BuildKit's Dockerfile parser and compares: every instruction, flag and
 * argument of `testfiles` with the dumped tree beside it, and that `testfiles-negative` is refused.
 * Usage: npm run conformance -- DIR
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instruction } from '../src/dockerfile/model.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';

/** Cases in which we differ on purpose, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

function main(directory: string): number {
  const positive = readdirSync(join(directory, 'testfiles')).sort();
  const negative = readdirSync(join(directory, 'testfiles-negative')).sort();
  const disagreements = [
    ...positive.flatMap((name) => compare(join(directory, 'testfiles'), name)),
    ...negative.flatMap((name) => expectRefusal(join(directory, 'testfiles-negative'), name)),
  ];
  const unexplained = disagreements.filter(({ name }) => !(name in EXCEPTIONS));
  for (const { name, text } of disagreements) {
    console.log(`${name}: ${EXCEPTIONS[name] ?? 'DISAGREES'}\n${text}`);
  }
  const total = positive.length + negative.length;
  console.log(`${total - disagreements.length} of ${total} agree`);
  return unexplained.length === 0 && total > 0 ? 0 : 1;
}

interface Disagreement {
  readonly name: string;
  readonly text: string;
}

function compare(directory: string, name: string): Disagreement[] {
  const expectedFile = join(directory, name, 'result');
  if (!existsSync(expectedFile)) return [{ name, text: '  no `result` file' }];
  const expected = readFileSync(expectedFile, 'utf8').trim().split('\n');
  const dockerfile = parseDockerfile(readFileSync(join(directory, name, 'Dockerfile'), 'utf8'));
  const actual = dockerfile.instructions.map(dump);
  const lines = Math.max(expected.length, actual.length);
  const differences = [];
  for (let index = 0; index < lines; index += 1) {
    if (expected[index] === actual[index]) continue;
    differences.push(`  - ${expected[index] ?? '(nothing)'}\n  + ${actual[index] ?? '(nothing)'}`);
  }
  return differences.length === 0 ? [] : [{ name, text: differences.join('\n') }];
}

function expectRefusal(directory: string, name: string): Disagreement[] {
  const dockerfile = parseDockerfile(readFileSync(join(directory, name, 'Dockerfile'), 'utf8'));
  const text = '  accepted, and should be refused';
  return dockerfile.problems.length > 0 ? [] : [{ name, text }];
}

/** The format of BuildKit's `Node.Dump`. */
function dump(instruction: Instruction): string {
  const flags = instruction.flags.map((flag) => goQuote(sourceOf(flag)));
  const parts = [instruction.keyword.toLowerCase()];
  if (flags.length > 0) parts.push(`[${flags.join(' ')}]`);
  if (instruction.trigger !== null) parts.push(dump(instruction.trigger));
  return `(${[...parts, ...values(instruction).map(goQuote)].join(' ')})`;
}

function sourceOf(flag: Instruction['flags'][number]): string {
  return flag.value === null ? `--${flag.name}` : `--${flag.name}=${flag.value}`;
}

function values(instruction: Instruction): string[] {
  if (instruction.keyword === 'ARG') {
    return instruction.pairs.map(({ key, value }) =>
      value === null ? key.text : `${key.text}=${value.text}`,
    );
  }
  if (instruction.pairs.length > 0) {
    return instruction.pairs.flatMap(({ key, value, legacy }) => [
      key.text,
      value?.text ?? '',
      legacy ? '' : '=',
    ]);
  }
  return instruction.arguments.map((word) => word.text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** Go's `strconv.Quote`. */
function goQuote(text: string): string {
  const escaped = Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20 && !(character in ESCAPES)) return `\\x${code.toString(16).padStart(2, '0')}`;
    return ESCAPES[character] ?? character;
  });
  return `"${escaped.join('')}"`;
}

const directory = process.argv[2];
if (directory === undefined) {
  console.error(
    'usage: npm run conformance -- DIR (a folder with testfiles and testfiles-negative)',
  );
  process.exitCode = 2;
} else {
  process.exitCode = main(directory);
}

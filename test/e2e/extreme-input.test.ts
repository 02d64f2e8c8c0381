import { expect, test } from 'vitest';
import { makeFolder } from '../local/folders.ts';
import { json, seaworthy } from './seaworthy.ts';

const MANY = 10_000;
const APT = 'RUN apt-get install curl';

function stage(index: number): string {
  return `FROM a${index} AS s${index}\nCOPY --from=s${index - 1} a b\n`;
}

/** Behind the first line; they would take us much time or stack, were we careless. */
const extremes: Readonly<Record<string, readonly [command: 'check' | 'fix', text: string]>> = {
  '10,000 instructions': ['check', `${APT}\n`.repeat(MANY)],
  '1,000 fixes': ['fix', `${APT}\n`.repeat(1000)],
  '10,000 stages': ['check', Array.from({ length: MANY }, (_, index) => stage(index)).join('')],
  'a line of 1 MB': ['fix', `${APT} ${'a '.repeat(500_000)}\n`],
  'a line of 1 MB without a blank': ['fix', `${APT} ${'a'.repeat(1_000_000)}\n`],
  'a continued line of 1 MB': ['check', `${APT} ${'a \\\n'.repeat(250_000)}\n`],
  '10,000 nested substitutions': ['fix', `${APT} ${'$('.repeat(MANY)}date${')'.repeat(MANY)}\n`],
  '10,000 substitutions that never end': ['fix', `${APT} ${'$('.repeat(MANY)}\n`],
  '10,000 nested braces': ['fix', `${APT}; ${'{ '.repeat(MANY)}date${'; }'.repeat(MANY)}\n`],
  '10,000 nested defaults': ['fix', `ENV a=${'${b:-'.repeat(MANY)}c${'}'.repeat(MANY)}\n`],
  '10,000 quotes': ['fix', `ENV a ${`"'`.repeat(MANY)}\n`],
  '10,000 here-documents': ['fix', `RUN ${'<<a '.repeat(MANY)}\n${'a\n'.repeat(MANY)}`],
};

test.each(Object.entries(extremes))('%s are no reason to fail', (_, [command, text]) => {
  const folder = makeFolder({ Dockerfile: `FROM debian:12\n${text}` });
  const outcome = seaworthy(folder, [command, '--format', 'json']);
  expect(outcome.stderr).toBe('');
  expect([0, 1]).toContain(outcome.code);
  expect(json(outcome)).toMatchObject({ files: [{ path: 'Dockerfile' }] });
});

import { expect, it } from 'vitest';
import type { ReportReader } from '../../src/findings/report-reader.ts';
import { cpuTime } from '../cpu-time.ts';
import { readWith } from './read-with.ts';

/** As many rows as show that reading is linear: quadratic work on them is far above the bound. */
export const MANY = 20_000;

/** One value of every type that JSON has, and keys that mean something to JavaScript. */
export const STRANGE: readonly unknown[] = [
  ...[null, true, -1, 1e308, '', 'text', '\u0000\u001b[31m', [], [null], [[]], {}, { a: {} }],
  JSON.parse(
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}, "toString": null}',
  ),
];

/** A reader must neither throw nor reach a prototype, whatever stands in whichever field of the document. */
export function itBearsWrongTypes(reader: ReportReader, document: unknown): void {
  it('bears wrong types in every field', () => {
    let read = 0;
    for (const changed of withWrongTypes(document)) {
      if (!reader.recognizes(changed)) continue;
      expect(reader.read(changed)).toHaveProperty('ok');
      read += 1;
    }
    expect(read).toBeGreaterThan(20);
    expect({}).not.toHaveProperty('polluted');
  });
}

/** The document has at least as many rows as `MANY`. */
export function itReadsManyRows(reader: ReportReader, document: unknown): void {
  it('reads many rows in bounded time', () => {
    const before = cpuTime();
    const { scans, statements } = readWith(reader, document);
    expect(cpuTime() - before).toBeLessThan(2000);
    let found = statements.length;
    for (const scan of scans) found += scan.vulnerabilities.length + scan.problems.length;
    expect(found).toBeGreaterThanOrEqual(MANY);
  });
}

/** Copies of a value, each with another field replaced by what should not stand there. */
function* withWrongTypes(value: unknown): Generator {
  yield* STRANGE;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    for (const wrong of withWrongTypes(inner)) {
      yield Array.isArray(value)
        ? value.map((one: unknown, index) => (String(index) === key ? wrong : one))
        : { ...value, [key]: wrong };
    }
  }
}

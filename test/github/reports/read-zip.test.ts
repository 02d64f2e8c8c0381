import { describe, expect, it } from 'vitest';
import { readZip } from '../../../src/github/reports/read-zip.ts';
import { zipBytes } from './zip-bytes.ts';
import type { ZippedEntry } from './zip-bytes.ts';

const LIMITS = { file: 1000, total: 1500, entries: 10 };

function unpack(entries: readonly ZippedEntry[]) {
  return readZip(zipBytes(entries), LIMITS, (path) => path.endsWith('.json'));
}

function textsOf(outcome: Awaited<ReturnType<typeof unpack>>) {
  if (!outcome.ok) return outcome.reason;
  return outcome.files.map(({ path, bytes }) => `${path}: ${Buffer.from(bytes).toString()}`);
}

describe('an archive', () => {
  it('gives the files that are wanted, and no others', async () => {
    const outcome = await unpack([
      { path: 'out/', content: '' },
      { path: 'out/trivy.json', content: '{"a":1}' },
      { path: 'out/log.txt', content: 'done' },
    ]);
    expect(textsOf(outcome)).toEqual(['out/trivy.json: {"a":1}']);
  });

  it.each<readonly [attack: string, entries: readonly ZippedEntry[], reason: RegExp]>([
    ['a bomb', [{ path: 'a.json', content: ' '.repeat(100_000) }], /^a\.json is too large/],
    [
      'a bomb that says it is small',
      [{ path: 'a.json', content: ' '.repeat(100_000), claimedSize: 10 }],
      /cannot be unpacked \(too many bytes in the stream/,
    ],
    [
      'a bomb of many files',
      [
        { path: 'a.json', content: ' '.repeat(900) },
        { path: 'b.json', content: ' '.repeat(900) },
      ],
      /^b\.json is too large/,
    ],
    [
      'more files than anybody writes',
      Array.from({ length: 11 }, (_, index) => ({ path: `${index}.json`, content: '' })),
      /more than 10 files/,
    ],
    ['a path upwards', [{ path: '../../a.json', content: '{}' }], /invalid relative path/],
    ['a path from the root', [{ path: '/etc/a.json', content: '{}' }], /absolute path/],
    ['a path of Windows', [{ path: '..\\a.json', content: '{}' }], /invalid characters/],
  ])('is refused for %s', async (_attack, entries, reason) => {
    expect(textsOf(await unpack(entries))).toMatch(reason);
  });

  it('is read without its symbolic links', async () => {
    const outcome = await unpack([
      { path: 'link.json', content: '/etc/passwd', mode: 0o120777 },
      { path: 'a.json', content: '{}' },
    ]);
    expect(textsOf(outcome)).toEqual(['a.json: {}']);
    expect(outcome).toMatchObject({
      notices: ['link.json: it is a link or another special file'],
    });
  });

  it('that is none is refused', async () => {
    const outcome = await readZip(Buffer.from('{"message":"no"}'), LIMITS, () => true);
    expect(textsOf(outcome)).toMatch(/cannot be unpacked/);
  });

  it('that is cut off is refused', async () => {
    const whole = zipBytes([{ path: 'a.json', content: '{"a":1}' }]);
    const outcome = await readZip(whole.subarray(0, 60), LIMITS, () => true);
    expect(textsOf(outcome)).toMatch(/cannot be unpacked/);
  });
});

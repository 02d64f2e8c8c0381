import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSweepFile } from '../../src/local/sweep-file.ts';
import type { SweepMemory, SweptRecord } from '../../src/remediation/sweep/sweep-memory.ts';
import { makeFolder } from './folders.ts';

const SUBJECT = 'github.com/acme';

function record(id: number, fields: Partial<SweptRecord> = {}): SweptRecord {
  return {
    id,
    commit: `c${id}`,
    basis: 'v1',
    pullsAt: null,
    isDry: false,
    verdict: 'done',
    note: null,
    waitsFor: 'nothing',
    images: [{ reference: 'node:20', facts: 'ä' }],
    survey: {
      files: 1,
      skipped: 0,
      findings: [{ rule: 'no-digest', severity: 'low', count: 2, curable: 1 }],
      proposals: [{ branch: 'b', title: 'Änderung', state: 'created', note: null }],
    },
    standing: null,
    at: '2026-11-26T12:00:00Z',
    ...fields,
  };
}

async function opened(path: string, subject = SUBJECT): Promise<SweepMemory> {
  const memory = await openSweepFile(path, subject);
  if ('problem' in memory) throw new Error(memory.problem);
  onTestFinished(() => memory.close().catch(() => undefined));
  return memory;
}

function statePath(): string {
  return join(makeFolder(), 'deep/acme.jsonl');
}

test('what was remembered is there again, the last of each', async () => {
  const path = statePath();
  const first = await opened(path);
  for (let id = 1; id <= 300; id += 1) await first.remember(record(id));
  await first.remember(record(7, { commit: 'new' }));
  expect((await first.recall(7))?.commit).toBe('new');
  await first.close();
  const second = await opened(path);
  expect(await second.recall(300)).toEqual(record(300));
  expect((await second.recall(7))?.commit).toBe('new');
  expect(await second.recall(301)).toBeNull();
  expect(statSync(path).mode & 0o77).toBe(0);
});

test('records that come at once do not mix', async () => {
  const path = statePath();
  const memory = await opened(path);
  await Promise.all(Array.from({ length: 50 }, (_, id) => memory.remember(record(id))));
  const read = await Promise.all(Array.from({ length: 50 }, (_, id) => memory.recall(id)));
  expect(read).toEqual(Array.from({ length: 50 }, (_, id) => record(id)));
});

test('a line that a crash has cut is forgotten, wherever it was cut', async () => {
  const path = statePath();
  const memory = await opened(path);
  await memory.remember(record(1));
  const whole = readFileSync(path);
  await memory.remember(record(2));
  await memory.close();
  const both = readFileSync(path);
  for (let length = whole.length; length < both.length; length += 7) {
    writeFileSync(path, both.subarray(0, length));
    const again = await opened(path);
    expect(await again.recall(2)).toBeNull();
    expect(await again.recall(1)).toEqual(record(1));
    await again.remember(record(3));
    expect(await again.recall(3)).toEqual(record(3));
    await again.close();
  }
});

test('lines that somebody edited are forgotten, and the others are not', async () => {
  const path = statePath();
  const memory = await opened(path);
  await memory.remember(record(1));
  await memory.remember(record(2));
  await memory.close();
  appendFileSync(path, '{"id":2,"commit":1}\nnonsense\n\n{"id":3,"__proto__":{"x":1}}\n');
  const again = await opened(path);
  expect(await again.recall(1)).toEqual(record(1));
  expect(await again.recall(2)).toBeNull();
  expect(await again.recall(3)).toBeNull();
});

test('a file of old lines is written anew, and stays the same', async () => {
  const path = statePath();
  const memory = await opened(path);
  for (let round = 0; round < 40; round += 1) {
    for (let id = 1; id <= 20; id += 1) await memory.remember(record(id, { basis: `v${round}` }));
  }
  await memory.close();
  const large = statSync(path).size;
  const again = await opened(path);
  expect(statSync(path).size).toBeLessThan(large / 20);
  expect(existsSync(`${path}.new`)).toBe(false);
  expect(await again.recall(20)).toEqual(record(20, { basis: 'v39' }));
  await again.remember(record(21));
  await again.close();
  expect(await (await opened(path)).recall(21)).toEqual(record(21));
});

test('a file about something else, or of somebody else, is left as it is', async () => {
  const path = statePath();
  await (await opened(path)).close();
  const refused = { problem: 'it is no state of a sweep of github.com/other' };
  expect(await openSweepFile(path, 'github.com/other')).toEqual(refused);
  const letter = join(makeFolder(), 'letter.txt');
  writeFileSync(letter, 'Dear Ann,\n');
  expect(await openSweepFile(letter, 'github.com/other')).toEqual(refused);
  expect(readFileSync(letter, 'utf8')).toBe('Dear Ann,\n');
  expect(existsSync(`${letter}.lock`)).toBe(false);
});

test('two sweeps do not share a file, unless one of them is dead', async () => {
  const path = statePath();
  const memory = await opened(path);
  expect(await openSweepFile(path, SUBJECT)).toEqual({ problem: 'another sweep is using it' });
  await memory.close();
  // No process has this number.
  writeFileSync(`${path}.lock`, '4194999');
  expect(await (await opened(path)).recall(1)).toBeNull();
});

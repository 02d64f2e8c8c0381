import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/local/builders/run-program.ts';
import { makeFolder } from '../folders.ts';

const environment = { PATH: process.env['PATH'] };
const sh = (script: string, longest = 20_000, signal?: AbortSignal) =>
  runProgram('sh', ['-c', script], {
    environment,
    longest,
    ...(signal === undefined ? {} : { signal }),
  });

describe('a program', () => {
  it('ends with its code and what it printed', async () => {
    const run = await sh('echo out; echo err >&2; exit 3');
    expect(run).toEqual({ end: 'code', code: 3, output: 'out\n', errors: 'err\n' });
  });

  it('that is not there is missing', async () => {
    const options = { environment, longest: 1_000 };
    expect(await runProgram('no-such-builder', [], options)).toMatchObject({ end: 'missing' });
  });

  it('that takes too long is ended, with what it started', async () => {
    const mark = join(makeFolder(), 'mark');
    const run = await sh(`(sleep 2; touch '${mark}') & wait`, 500);
    expect(run).toMatchObject({ end: 'timeout', code: null });
    await wait(2_500);
    expect(existsSync(mark)).toBe(false);
  });

  it('can be interrupted', async () => {
    const ending = new AbortController();
    const run = sh('sleep 60', 20_000, ending.signal);
    ending.abort();
    expect(await run).toMatchObject({ end: 'interrupt', code: null });
  });

  it('may print without end', async () => {
    const run = await sh('yes | head -c 3000000; echo end');
    expect(run.output.length).toBe(64 * 1024);
    expect(run.output.endsWith('end\n')).toBe(true);
  });
});

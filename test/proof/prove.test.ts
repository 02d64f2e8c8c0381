import { describe, expect, it } from 'vitest';
import type { BuiltConfig } from '../../src/proof/built-image.ts';
import type { ImageBuilder, RunOutcome } from '../../src/proof/image-builder.ts';
import { prove } from '../../src/proof/prove.ts';

const CONFIG: BuiltConfig = {
  user: '1000',
  workdir: null,
  shell: null,
  entrypoint: null,
  cmd: ['serve'],
  env: new Map(),
  exposed: [],
  volumes: [],
  labels: new Map(),
  healthcheck: null,
  stopSignal: null,
  onbuild: [],
};

const ID: RunOutcome = { ok: true, end: 'exit', code: 0, output: 'uid=1000(app) gid=1000(app)\n' };
const exit = (code: number): RunOutcome => ({ ok: true, end: 'exit', code, output: '' });
const ALIVE: RunOutcome = { ok: true, end: 'alive' };
const MISSING: RunOutcome = { ok: false, reason: 'failed', message: 'no such container' };

interface Behaviour {
  readonly failing?: readonly string[];
  readonly runs?: Readonly<Record<string, RunOutcome>>;
  readonly id?: RunOutcome;
}

/** A builder whose images are named by the texts they are built from. */
function builderThat({ failing = [], runs = {}, id = ID }: Behaviour) {
  const images = new Set<string>();
  const builder: ImageBuilder = {
    name: 'stub',
    build: ({ dockerfile }) => {
      if (failing.includes(dockerfile)) {
        return Promise.resolve({ ok: false, reason: 'failed', message: `no ${dockerfile}` });
      }
      images.add(dockerfile);
      return Promise.resolve({ ok: true, image: dockerfile });
    },
    read: () => Promise.resolve({ ok: true, content: { config: CONFIG, files: new Map() } }),
    run: (image, [program]) => Promise.resolve(program === 'id' ? id : (runs[image] ?? exit(0))),
    remove: (image) => {
      images.delete(image);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  return { builder, images };
}

async function verdictOf(behaviour: Behaviour) {
  const { builder, images } = builderThat(behaviour);
  const request = (dockerfile: string) => ({
    dockerfile,
    path: '/r/Dockerfile',
    context: '/r',
    changes: new Map<string, string>(),
    target: null,
    args: new Map<string, string>(),
  });
  const declared = { effects: [], paths: [] };
  const proof = await prove(builder, { before: request('old'), after: request('new'), declared });
  expect([...images]).toEqual([]);
  const runs = proof.runs.map(({ text, state }) => `${text}: ${state}`);
  return { verdict: proof.verdict, error: proof.before.error ?? proof.after.error, runs };
}

describe('a proof', () => {
  const rows: Readonly<Record<string, readonly [Behaviour, object]>> = {
    'holds where both build, end alike and run as the user': [
      {},
      {
        verdict: 'proven',
        runs: ['the program ends with code 0, as before: held', 'its user is 1000: held'],
      },
    ],
    'breaks where only the original builds': [
      { failing: ['new'] },
      { verdict: 'broken', error: 'no new', runs: [] },
    ],
    'is a repair where only the result builds': [
      { failing: ['old'] },
      { verdict: 'repaired', error: 'no old', runs: [] },
    ],
    'is none where neither builds': [
      { failing: ['old', 'new'] },
      { verdict: 'not built', error: 'no old', runs: [] },
    ],
    'breaks where the program now fails': [
      { runs: { old: ALIVE, new: exit(13) } },
      {
        verdict: 'different',
        runs: [
          'the program ends with code 13; before, it was still running after 5 seconds: did not hold',
          'its user is 1000: held',
        ],
      },
    ],
    'leaves open what a slow machine may have caused': [
      { runs: { old: ALIVE } },
      {
        verdict: 'proven',
        runs: [
          'the program ends with code 0; before, it was still running after 5 seconds: unknown',
          'its user is 1000: held',
        ],
      },
    ],
    'says nothing of a program that cannot be started': [
      { runs: { new: MISSING }, id: exit(127) },
      {
        verdict: 'proven',
        runs: ['the program starts as before: unknown', 'its user is 1000: unknown'],
      },
    ],
    'breaks where the user is another one': [
      { id: { ...ID, output: 'uid=0(root)' } },
      {
        verdict: 'different',
        runs: ['the program ends with code 0, as before: held', 'its user is 1000: did not hold'],
      },
    ],
  };

  it.each(Object.entries(rows))('%s', async (_, [behaviour, expected]) => {
    expect(await verdictOf(behaviour)).toMatchObject(expected);
  });
});

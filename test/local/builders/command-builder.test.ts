import { expect, it } from 'vitest';
import { createCommandBuilder } from '../../../src/local/builders/command-builder.ts';
import type { BuilderCommands } from '../../../src/local/builders/commands.ts';

/** A builder that runs commands on this machine, and tells by 125 that it could not start one. */
const SHELL: BuilderCommands = {
  name: 'sh',
  program: 'sh',
  probes: [],
  build: () => ['-c', 'true'],
  save: () => ['-c', 'false'],
  run: (_image, _container, command) => ({
    prepare: null,
    start: ['-c', ...command],
    remove: ['-c', 'true'],
  }),
  remove: () => ['-c', 'true'],
  unstarted: [125],
  leftBehind: null,
};
const builder = createCommandBuilder(SHELL, { environment: { PATH: process.env['PATH'] } });

it('a command that ends by itself is told with its code', async () => {
  const outcome = await builder.run('image', ['echo out; exit 3'], 20_000);
  expect(outcome).toEqual({ ok: true, end: 'exit', code: 3, output: 'out\n' });
});

it('a command that the builder cannot start has not ended', async () => {
  const outcome = await builder.run('image', ['echo error: no runtime >&2; exit 125'], 20_000);
  expect(outcome).toEqual({ ok: false, reason: 'failed', message: 'error: no runtime' });
});

it('closing waits for what it ends', async () => {
  let isEnded = false;
  const run = builder.run('image', ['exec sleep 60'], 60_000).then(() => (isEnded = true));
  await builder.close();
  expect(isEnded).toBe(true);
  await run;
});

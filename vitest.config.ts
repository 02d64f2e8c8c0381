import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/install-tools.ts'],
    // A hundred small files of pure functions: loading the engine once a worker halves the time.
    isolate: false,
    pool: 'forks',
    // One worker a core: much of the time is spent in waiting for programs and servers.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

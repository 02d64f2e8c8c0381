import { describe, expect, test } from 'vitest';
import { GOOD, pullScene } from './pull-scene.ts';

const PIPE = 'RUN curl https://example.com/a | sh\n';

describe('a pull request', () => {
  test('is told of what it brings, and not of what was there', async () => {
    const base = { Dockerfile: `FROM debian:13-slim\n${PIPE}USER 1000\nCMD ["true"]\n` };
    const after = `FROM debian:13-slim\n${PIPE}USER 1000\nADD a /a\nCMD ["true"]\n`;
    const { check, found, newestRun, suggested } = await pullScene({
      base,
      change: { Dockerfile: after },
    });
    expect(await check()).toMatchObject({ kind: 'checked', conclusion: 'neutral' });
    expect(found()).toEqual(['Dockerfile:4 prefer-copy']);
    expect(newestRun()).toMatchObject({ name: 'Seaworthy', status: 'completed' });
    expect(suggested()).toEqual([['Dockerfile:4', 'COPY a /a\n']]);
  });

  test('succeeds where nothing is found', async () => {
    const { check, newestRun } = await pullScene({ change: { Dockerfile: `# Words\n${GOOD}` } });
    expect(await check()).toMatchObject({ conclusion: 'success', findings: 0, review: null });
    expect(newestRun().output).toMatchObject({ title: 'Nothing new to say' });
  });
});

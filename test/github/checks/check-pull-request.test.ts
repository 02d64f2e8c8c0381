import { describe, expect, test } from 'vitest';
import { pullOfCheck } from '../../../src/github/checks/check-run.ts';
import { GOOD, pullScene } from './pull-scene.ts';

const PIPE = 'RUN curl https://example.com/a | sh\n';
const LFS = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n`;

/** A good file with these lines in it. */
function withLines(lines: string): string {
  return GOOD.replace('USER', `${lines}USER`);
}

describe('a pull request', () => {
  test('is told of what it brings, and not of what was there', async () => {
    const { check, found, newestRun, suggested } = await pullScene({
      base: { Dockerfile: withLines(PIPE) },
      change: { Dockerfile: withLines(`${PIPE}ENV A 1\n`) },
    });
    expect(await check()).toMatchObject({ kind: 'checked', conclusion: 'neutral' });
    expect(found()).toEqual(['Dockerfile:3 legacy-key-value']);
    expect(newestRun()).toMatchObject({ name: 'Seaworthy', status: 'completed' });
    expect(suggested()).toEqual([['Dockerfile:3', 'ENV A=1\n']]);
  });

  test('succeeds where nothing is found', async () => {
    const { check, newestRun } = await pullScene({ change: { Dockerfile: `# Words\n${GOOD}` } });
    expect(await check()).toMatchObject({ conclusion: 'success', findings: 0, review: null });
    expect(newestRun().output).toMatchObject({ title: 'Nothing new to say' });
  });

  test('is told what a line that went away brings elsewhere', async () => {
    const change = { Dockerfile: GOOD.replace('USER 1000\n', '') };
    const { check, found } = await pullScene({ change });
    await check();
    expect(found()).toEqual(['Dockerfile:1 runs-as-root']);
  });

  test('fails by the configuration of the default branch, not by its own', async () => {
    const change = {
      Dockerfile: withLines('ENV A 1\n'),
      '.github/seaworthy.yml': 'checks:\n  enabled: false\n',
    };
    const { check } = await pullScene({ change, config: 'checks:\n  failOn: info\n' });
    expect(await check()).toMatchObject({ conclusion: 'failure' });
  });

  test.each([
    ['where checks are off', { config: 'checks:\n  enabled: false\n' }, 'off'],
    ['where the configuration is broken', { config: 'checks: 7\n' }, 'misconfigured'],
    ['where no Dockerfile is in it', { change: { 'a.txt': 'a' } }, 'untouched'],
    ['where one goes away', { change: { Dockerfile: null } }, 'untouched'],
    ['that is ours', { by: 'seaworthy[bot]' }, 'ours'],
  ])('is left alone %s', async (_name, options, reason) => {
    const { check, shop } = await pullScene({ change: { Dockerfile: `${GOOD}\n` }, ...options });
    expect(await check()).toEqual({ kind: 'skipped', reason });
    expect(shop.checkRuns).toEqual([]);
  });

  test('is left alone when it is closed', async () => {
    const { check, host } = await pullScene({ change: { Dockerfile: withLines('ENV A 1\n') } });
    host.people.close('acme/shop', 1, 'ann');
    expect(await check()).toEqual({ kind: 'skipped', reason: 'closed' });
  });
});

describe('the configuration for all repositories of an owner', () => {
  const change = { Dockerfile: withLines('ENV A 1\n') };

  test('counts, and takes no request more than none', async () => {
    const alone = await pullScene({ change });
    expect(await alone.check()).toMatchObject({ conclusion: 'neutral' });
    const shared = 'checks:\n  failOn: info\n';
    const { check, host } = await pullScene({ change, shared });
    expect(await check()).toMatchObject({ conclusion: 'failure' });
    const asked = host.requests.map(({ template }) => template);
    expect(asked).toEqual(alone.host.requests.map(({ template }) => template));
    expect(asked.filter((template) => template === '/graphql')).toHaveLength(1);
  });

  test('turns checks off where the pull request turns them on', async () => {
    const { check } = await pullScene({
      change: { ...change, '.github/seaworthy.yml': 'checks:\n  enabled: true\n' },
      shared: 'checks:\n  enabled: false\n',
    });
    expect(await check()).toEqual({ kind: 'skipped', reason: 'off' });
  });

  test('is not what a pull request to its own repository says', async () => {
    const { check, found } = await pullScene({
      repository: '.github',
      change: { ...change, '.github/seaworthy.yml': 'checks:\n  enabled: false\n' },
    });
    expect(await check()).toMatchObject({ kind: 'checked', conclusion: 'neutral' });
    expect(found()).toEqual(['Dockerfile:2 legacy-key-value']);
  });
});

describe('of the files', () => {
  test('one with another name is judged by what changed in it', async () => {
    const before = withLines(PIPE);
    const { check, found } = await pullScene({
      base: { Dockerfile: before },
      change: { Dockerfile: null, 'web/Dockerfile': before.replace('CMD', 'ENV A 1\nCMD') },
    });
    await check();
    expect(found()).toEqual(['web/Dockerfile:4 legacy-key-value']);
  });

  test.each<[string, string | Uint8Array | { mode: '120000'; content: string }, RegExp]>([
    ['a binary one', new Uint8Array([0, 1, 2]), /binary/],
    ['a link', { mode: '120000', content: 'a' }, /no such file/],
    ['one in Git LFS', LFS, /Git LFS/],
    ['one in a foreign encoding', new Uint8Array([0x46, 0xff, 0x0a]), /not valid UTF/],
  ])('%s is named in the check, and the others are judged', async (_name, odd, words) => {
    const change = { 'odd/Dockerfile': odd, Dockerfile: withLines('ENV A 1\n') };
    const { check, found, newestRun } = await pullScene({ change });
    expect(await check()).toMatchObject({ conclusion: 'neutral' });
    expect(newestRun().output.summary).toMatch(words);
    expect(found()).toEqual(['Dockerfile:2 legacy-key-value']);
  });

  test('two hundred are told in batches of fifty, and thirty suggestions in one review', async () => {
    const paths = Array.from({ length: 200 }, (_, index) => `s${index}/Dockerfile`);
    const change = Object.fromEntries(paths.map((path) => [path, withLines('ENV A 1\n')]));
    const { check, host, newestRun, pull, shop } = await pullScene({ change });
    await check();
    expect(newestRun()).toMatchObject({ status: 'completed', conclusion: 'neutral' });
    expect(newestRun().annotations.length).toBeGreaterThanOrEqual(200);
    expect(shop.checkRuns).toHaveLength(1);
    expect(pull.pull.reviews).toHaveLength(1);
    expect(pull.pull.reviewComments).toHaveLength(30);
    const writes = host.requests.filter(({ method }) => method !== 'GET');
    expect(writes.every(({ status }) => status !== null && status < 300)).toBe(true);
  });
});

describe('a pull request from a fork', () => {
  test('gets its check, and nothing else is written', async () => {
    const change = { Dockerfile: withLines('ENV A 1\n') };
    const { check, found, host, newestRun } = await pullScene({ change, isFork: true, by: 'eve' });
    expect(await check()).toMatchObject({ kind: 'checked', review: null });
    expect(found()).toEqual(['Dockerfile:2 legacy-key-value']);
    expect(pullOfCheck(newestRun().externalId)).toBe(1);
    const writes = host.requests.filter(({ isWrite }) => isWrite).map(({ template }) => template);
    expect(writes).toEqual(['/repos/{owner}/{repo}/check-runs']);
  });
});

describe('once more', () => {
  test('nothing is written', async () => {
    const { check, host } = await pullScene({ change: { Dockerfile: withLines('ENV A 1\n') } });
    await check();
    host.log.clear();
    expect(await check()).toMatchObject({ run: 'unchanged', review: { kind: 'unchanged' } });
    expect(host.requests.filter(({ isWrite }) => isWrite)).toEqual([]);
  });

  test('by wish, there is a new run, and no second review', async () => {
    const { check, newestRun, pull, shop } = await pullScene({
      change: { Dockerfile: withLines('ENV A 1\n') },
    });
    await check();
    const { id } = newestRun();
    expect(await check(id)).toMatchObject({ run: 'created', review: { kind: 'unchanged' } });
    expect(await check(id)).toMatchObject({ run: 'unchanged' });
    expect(shop.checkRuns).toHaveLength(2);
    expect(pull.pull.reviews).toHaveLength(1);
  });

  test('after a push, what was suggested before is not suggested again', async () => {
    const { check, host, suggested } = await pullScene({
      change: { Dockerfile: withLines('ENV A 1\n') },
    });
    await check();
    host.people.push('acme/shop', 'change', { 'README.md': 'a' }, 'ann');
    expect(await check()).toMatchObject({ run: 'created', review: { kind: 'unchanged' } });
    host.people.push('acme/shop', 'change', { Dockerfile: withLines('ENV A 1\nENV B 2\n') }, 'ann');
    await check();
    expect(suggested()).toEqual([
      ['Dockerfile:2', 'ENV A=1\n'],
      ['Dockerfile:3', 'ENV B=2\n'],
    ]);
  });
});

describe('hostile texts', () => {
  test('in a Dockerfile, its name and a configuration stay inert', async () => {
    const path = 'a`@everyone<img src=x>/Dockerfile';
    const line = 'ENV A ```@everyone<b>[x](http://evil.example)\n';
    const ignored = '# seaworthy ignore=<script>@everyone nothing\n';
    const { check, newestRun, pull } = await pullScene({
      change: { [path]: withLines(`${ignored}${line}`) },
    });
    await check();
    const { summary } = newestRun().output;
    expect(summary).toContain('``a`@everyone<img src=x>/Dockerfile``');
    expect(summary?.replace(/``.*?``|`[^`]*`/g, '')).not.toMatch(/@everyone|<script|<img/);
    const [comment] = pull.pull.reviewComments;
    expect(comment?.body).toMatch(/^- \*\*.*\n\n````suggestion\nENV A=.*\n````\n\n/);
  });

  test.each([
    ['a carriage return', 'ENV A 1\r\n'],
    ['a character that turns text around', 'ENV A 1\u202Eb\n'],
  ])('with %s are never suggested', async (_name, line) => {
    const { check, found, pull } = await pullScene({ change: { Dockerfile: withLines(line) } });
    expect(await check()).toMatchObject({ review: null });
    expect(found()).toContain('Dockerfile:2 legacy-key-value');
    expect(pull.pull.reviews).toEqual([]);
  });

  test('with a secret are told without it', async () => {
    const secret = 'hunter2-9f8a7b6c5d';
    const { check, host } = await pullScene({
      change: { Dockerfile: withLines(`ENV DB_PASSWORD ${secret}\n`) },
    });
    expect(await check()).toMatchObject({ kind: 'checked', review: null });
    const written = host.requests.filter(({ isWrite }) => isWrite).map((one) => one.requestText);
    expect(written.length).toBeGreaterThan(0);
    expect(written.join()).not.toContain(secret);
  });
});

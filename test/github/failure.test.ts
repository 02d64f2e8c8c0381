import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import { asking } from '../../src/github/failure.ts';

test('a host that is not there may come back', async () => {
  const { request } = new Octokit({ baseUrl: 'http://127.0.0.1:1', retry: { enabled: false } });
  const failed = asking('reading who it is', () => request('GET /user'));
  await expect(failed).rejects.toMatchObject({ isRetryable: true, status: null });
});

test('a bug stays one, so that nothing tries it again', async () => {
  const values: readonly { readonly id: string }[] = [];
  const bug = asking('counting', () => {
    // The mistake that the test is about.
    const [first] = values as readonly [{ readonly id: string }];
    return Promise.resolve(first.id);
  });
  await expect(bug).rejects.toBeInstanceOf(TypeError);
});

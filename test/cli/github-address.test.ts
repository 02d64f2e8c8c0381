import { expect, test } from 'vitest';
import { hostOfApi, readApiUrl } from '../../src/cli/github-address.ts';

test.each([
  [{}, 'https://api.github.com', 'github.com'],
  [{ GHE_HOST: 'git.acme.example' }, 'https://git.acme.example/api/v3', 'git.acme.example'],
  [{ GHE_HOST: 'git:8080', GHE_PROTOCOL: 'http' }, 'http://git:8080/api/v3', 'git:8080'],
  [{ GITHUB_API_URL: 'https://api.acme.ghe.com/' }, 'https://api.acme.ghe.com', 'acme.ghe.com'],
])('%j', (env, url, host) => {
  expect(readApiUrl(env)).toBe(url);
  expect(hostOfApi(url)).toBe(host);
});

test.each(['acme', 'ftp://acme', 'https://ann:secret@acme', 'https://acme?token=x'])(
  '%s is no address of an API, and is not shown',
  (text) => {
    const message =
      /^GITHUB_API_URL makes no address of an API, such as https:\/\/api\.github\.com$/;
    expect(() => readApiUrl({ GITHUB_API_URL: text })).toThrow(message);
  },
);

import { describe, expect, test } from 'vitest';
import {
  effectiveTag,
  familiarName,
  fullName,
  parseReference,
  printReference,
  withoutDigest,
} from '../../src/image/reference.ts';
import type { ImageReference } from '../../src/image/reference.ts';
import { cpuTime } from '../cpu-time.ts';

const SHA256 = `sha256:${'0a1b'.repeat(16)}`;
const SHA512 = `sha512:${'0a1b'.repeat(32)}`;

function read(text: string): ImageReference {
  const reference = parseReference(text);
  if (reference === null) throw new Error(`${text} is not a reference`);
  return reference;
}

interface Row {
  readonly text: string;
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly familiar: string;
}

const ROWS: readonly Row[] = [
  { text: 'alpine', registry: 'docker.io', repository: 'library/alpine', familiar: 'alpine' },
  {
    text: 'alpine:3.20',
    registry: 'docker.io',
    repository: 'library/alpine',
    tag: '3.20',
    familiar: 'alpine',
  },
  {
    text: `alpine@${SHA256}`,
    registry: 'docker.io',
    repository: 'library/alpine',
    digest: SHA256,
    familiar: 'alpine',
  },
  {
    text: `alpine:3.20@${SHA256}`,
    registry: 'docker.io',
    repository: 'library/alpine',
    tag: '3.20',
    digest: SHA256,
    familiar: 'alpine',
  },
  {
    text: `alpine@${SHA512}`,
    registry: 'docker.io',
    repository: 'library/alpine',
    digest: SHA512,
    familiar: 'alpine',
  },
  {
    text: 'docker.io/alpine:3.20',
    registry: 'docker.io',
    repository: 'library/alpine',
    tag: '3.20',
    familiar: 'alpine',
  },
  {
    text: 'docker.io/library/alpine',
    registry: 'docker.io',
    repository: 'library/alpine',
    familiar: 'alpine',
  },
  {
    text: 'index.docker.io/library/alpine',
    registry: 'docker.io',
    repository: 'library/alpine',
    familiar: 'alpine',
  },
  { text: 'library/node', registry: 'docker.io', repository: 'library/node', familiar: 'node' },
  {
    text: 'library/a/b',
    registry: 'docker.io',
    repository: 'library/a/b',
    familiar: 'library/a/b',
  },
  {
    text: 'grafana/grafana:11.1.0',
    registry: 'docker.io',
    repository: 'grafana/grafana',
    tag: '11.1.0',
    familiar: 'grafana/grafana',
  },
  {
    text: 'ghcr.io/owner/deep/er/name:v1',
    registry: 'ghcr.io',
    repository: 'owner/deep/er/name',
    tag: 'v1',
    familiar: 'ghcr.io/owner/deep/er/name',
  },
  {
    text: 'quay.io/alpine',
    registry: 'quay.io',
    repository: 'alpine',
    familiar: 'quay.io/alpine',
  },
  {
    text: 'host:5000/x:1',
    registry: 'host:5000',
    repository: 'x',
    tag: '1',
    familiar: 'host:5000/x',
  },
  { text: 'host:5000/x', registry: 'host:5000', repository: 'x', familiar: 'host:5000/x' },
  {
    text: `host:5000/x@${SHA256}`,
    registry: 'host:5000',
    repository: 'x',
    digest: SHA256,
    familiar: 'host:5000/x',
  },
  {
    text: 'host:5000/a/b:1.0-rc.1_x',
    registry: 'host:5000',
    repository: 'a/b',
    tag: '1.0-rc.1_x',
    familiar: 'host:5000/a/b',
  },
  {
    text: 'host:5000',
    registry: 'docker.io',
    repository: 'library/host',
    tag: '5000',
    familiar: 'host',
  },
  { text: 'localhost/x', registry: 'localhost', repository: 'x', familiar: 'localhost/x' },
  {
    text: 'localhost:5000/x:2',
    registry: 'localhost:5000',
    repository: 'x',
    tag: '2',
    familiar: 'localhost:5000/x',
  },
  { text: '127.0.0.1/x', registry: '127.0.0.1', repository: 'x', familiar: '127.0.0.1/x' },
  {
    text: '[2001:db8::1]:5000/x:2',
    registry: '[2001:db8::1]:5000',
    repository: 'x',
    tag: '2',
    familiar: '[2001:db8::1]:5000/x',
  },
  { text: 'Registry/x', registry: 'Registry', repository: 'x', familiar: 'Registry/x' },
  { text: 'myhost/x', registry: 'docker.io', repository: 'myhost/x', familiar: 'myhost/x' },
  {
    text: 'a__b/c--d.e_f:A.B-C_d',
    registry: 'docker.io',
    repository: 'a__b/c--d.e_f',
    tag: 'A.B-C_d',
    familiar: 'a__b/c--d.e_f',
  },
];

describe('parseReference reads', () => {
  test.each(ROWS)('$text', ({ text, registry, repository, tag, digest, familiar }) => {
    const reference = read(text);
    expect(reference).toMatchObject({
      registry,
      repository,
      tag: tag ?? null,
      digest: digest ?? null,
    });
    expect(familiarName(reference)).toBe(familiar);
    expect(fullName(reference)).toBe(`${registry}/${repository}`);
  });
});

describe('printReference prints again, byte for byte,', () => {
  test.each(ROWS)('$text', ({ text }) => {
    expect(printReference(read(text))).toBe(text);
  });

  test('a changed tag in the short form that was read', () => {
    expect(printReference({ ...read('alpine:3.20'), tag: '3.21' })).toBe('alpine:3.21');
  });

  test('an added digest behind the tag', () => {
    const reference = { ...read('host:5000/x:1'), digest: SHA256 };
    expect(printReference(reference)).toBe(`host:5000/x:1@${SHA256}`);
  });
});

describe('parseReference refuses', () => {
  const cases: readonly (readonly [name: string, text: string])[] = [
    ['nothing', ''],
    ['an upper-case repository', 'Alpine'],
    ['an upper-case repository in a namespace', 'owner/App:1'],
    ['an upper-case repository behind a registry', 'ghcr.io/owner/App:1'],
    ['an empty tag', 'node:'],
    ['two tags', 'node:1:2'],
    ['a tag that begins with a dash', 'node:-1'],
    ['a tag of 129 characters', `node:${'a'.repeat(129)}`],
    ['an empty digest', 'node@'],
    ['a digest that is too short', 'node@sha256:abc'],
    ['a digest with upper-case digits', `node@sha256:${'0A1B'.repeat(16)}`],
    ['a digest of an unknown algorithm', `node@md5:${'0a1b'.repeat(8)}`],
    ['an image id', '0a1b'.repeat(16)],
    ['a leading slash', '/alpine'],
    ['a trailing slash', 'host:5000/'],
    ['an empty component', 'a//b'],
    ['a port that is no number', 'host:port/x'],
    ['three underscores', 'a___b'],
    ['a separator at the end', 'a-'],
    ['white space', 'alpine: 3'],
    ['a scheme', 'https://ghcr.io/x/y'],
    ['a variable', 'node:${VERSION}'],
    ['a repository of 256 characters', 'a/'.repeat(127) + 'ab'],
  ];
  test.each(cases)('%s', (_name, text) => {
    expect(parseReference(text)).toBeNull();
  });
});

describe('withoutDigest makes', () => {
  test.each([
    [`alpine:3.20@${SHA256}`, 'alpine:3.20'],
    [`docker.io/library/alpine@${SHA256}`, 'docker.io/library/alpine'],
    ['alpine:3.20', 'alpine:3.20'],
    ['no reference@at all', 'no reference@at all'],
  ])('of %s %s', (text, expected) => {
    expect(withoutDigest(text)).toBe(expected);
  });
});

describe('effectiveTag is', () => {
  test.each([
    ['alpine:3.20', '3.20'],
    ['alpine', 'latest'],
    [`alpine@${SHA256}`, null],
    [`alpine:3.20@${SHA256}`, '3.20'],
  ])('for %s the tag %s', (text, tag) => {
    expect(effectiveTag(read(text))).toBe(tag);
  });
});

test('parseReference reads 100,000 characters without delay', () => {
  const started = cpuTime();
  for (const text of ['a-'.repeat(50_000), `${'-'.repeat(50_000)}/${'a.'.repeat(25_000)}`]) {
    expect(parseReference(text)).toBeNull();
  }
  expect(cpuTime() - started).toBeLessThan(1000);
});

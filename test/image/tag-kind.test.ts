import { describe, expect, it } from 'vitest';
import { isHashLike, isPreRelease, isRolling } from '../../src/image/tag-kind.ts';

describe('a rolling tag', () => {
  it.each([
    ['node', 'latest'],
    ['node', 'lts-alpine'],
    ['node', 'lts-alpine3.20'],
    ['node', 'bookworm-slim'],
    ['node', 'alpine'],
    ['nginx', 'stable-alpine'],
    ['jenkins/jenkins', 'lts-jdk21'],
    ['ubuntu', 'rolling'],
    ['debian', 'stable-slim'],
    ['x/y', 'main'],
    ['gcr.io/distroless/base', 'nonroot'],
  ])('of %s is %s', (name, tag) => {
    expect(isRolling(tag, name)).toBe(true);
  });

  it.each([
    ['node', '20'],
    ['node', 'iron-slim'],
    ['debian', 'bookworm-slim'],
    ['ubuntu', 'jammy'],
    ['ubuntu', 'jammy-20240530'],
    ['alpine', '20250108'],
    ['x/y', 'sha-5d41402abc'],
    ['mcr.microsoft.com/windows/servercore', 'ltsc2022'],
    ['quay.io/centos/centos', 'stream9'],
  ])('of %s is not %s', (name, tag) => {
    expect(isRolling(tag, name)).toBe(false);
  });
});

describe('a pre-release', () => {
  it.each([
    '1.0.0-rc1',
    '3.8.0b1',
    '9.0-preview',
    '15.0.0-beta.1',
    '22-ea-17-jdk',
    'jdk11-nightly-slim',
    'nightly',
    'beta',
    '4.2.0-alpha',
    '2.0.0-SNAPSHOT',
    '3.14-rc-slim',
    '8.4-m01-alpine',
  ])('is %s', (tag) => {
    expect(isPreRelease(tag)).toBe(true);
  });

  it.each([
    '17.0.9_9-jdk',
    '8u392-b08-jdk',
    '4.8-windowsservercore-ltsc2022',
    '1.0-alpine3',
    '8.5-1049',
    '3.12-dev',
    '1.0-debug',
    '16.4.0-debian-12-r3',
    'latest',
    '1.2.3-arm64',
  ])('is not %s', (tag) => {
    expect(isPreRelease(tag)).toBe(false);
  });
});

describe('a tag like a hash', () => {
  it.each(['5d41402', 'sha-5d41402abc', 'main-5d41402abc', 'g159857a0b', 'f'.repeat(39) + '0'])(
    'is %s',
    (tag) => {
      expect(isHashLike(tag)).toBe(true);
    },
  );

  it.each(['1234567', '20240530', '1.2.3', 'deadbeef', 'latest', '7.1-ed7eee0', 'amd64v8'])(
    'is not %s',
    (tag) => {
      expect(isHashLike(tag)).toBe(false);
    },
  );
});

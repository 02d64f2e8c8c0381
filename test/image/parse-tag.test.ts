import { describe, expect, it } from 'vitest';
import { parseTag } from '../../src/image/parse-tag.ts';
import { tagParser } from '../../src/image/tag-parser.ts';

/** The parts of a tag in one line: `v1.2.3 rc.1 -slim <debian 12> jdk=17 #20251014`. */
function partsOf(text: string): string {
  const tag = parseTag(text);
  const { prefix, version, preRelease, variant, distribution, runtimes, builds } = tag;
  const release = distribution?.release?.join('.') ?? '?';
  const parts = [
    version === null ? '-' : `${prefix}${version.join('.')}`,
    preRelease,
    variant === '' ? null : `'${variant}'`,
    distribution === null ? null : `<${distribution.family} ${release}>`,
    ...runtimes.map((runtime) => `${runtime.name}=${runtime.version.join('.')}`),
    builds.length === 0 ? null : `#${builds.join(',')}`,
    tag.hashLength === 0 ? null : 'hash',
  ];
  return parts.filter((part) => part !== null).join(' ');
}

describe('the parts of a tag', () => {
  const cases: readonly (readonly [tag: string, parts: string])[] = [
    ['20', '20'],
    ['20-alpine', "20 '-{alpine}' <alpine ?>"],
    ['20-alpine3.18', "20 '-{alpine}' <alpine 3.18>"],
    ['17-jre-alpine-3.20', "17 '-jre-{alpine}' <alpine 3.20>"],
    ['3.12-slim-bookworm', "3.12 '-slim-{debian}' <debian 12>"],
    ['8.0-noble-chiseled', "8.0 '-{ubuntu}-chiseled' <ubuntu 24.4>"],
    ['8.4-oraclelinux9', "8.4 '-{oraclelinux}' <oraclelinux 9>"],
    ['7.4.0-1-ubi8', "7.4.0 '-{ubi}' <ubi 8> #1"],
    ['1.2.3-el8', "1.2.3 '-{rhel}' <rhel 8>"],
    ['17.0.9-al2023', "17.0.9 '-{amazonlinux}' <amazonlinux 2023>"],
    [
      '4.8-20250909-windowsservercore-ltsc2022',
      "4.8 '-{windowsservercore}' <windows 20348> #20250909",
    ],
    ['8.0-nanoserver-1809', "8.0 '-{nanoserver}' <windows 17763>"],
    ['1-runtime-nanoserver-10.0.14393.1066', "1 '-runtime-{nanoserver}' <windows 10.0.14393.1066>"],
    ['v1.30.2', 'v1.30.2'],
    ['jdk-11.0.1.13-slim', "jdk-11.0.1.13 '-slim'"],
    ['RELEASE.2024-05-30T02-24-19Z', 'release.20240530.22419'],
    ['release-1.2.3', 'release-1.2.3'],
    ['aarch64-ubuntu-jdk-11.0.2.9-slim', "aarch64-{ubuntu}-jdk-11.0.2.9 '-slim' <ubuntu ?>"],
    ['x86_64-alpine-jdk-11.0.2.9', 'x86_64-{alpine}-jdk-11.0.2.9 <alpine ?>'],
    ['17.0.9_9-jdk', "17.0.9 '-jdk' #9"],
    ['8u392-b08-jdk', "8.0.392 '-jdk' #8"],
    ['8.7-923.1669829893', '8.7 #923,1669829893'],
    ['8.7-1049', '8.7 #1049'],
    ['16.4.0-debian-12-r3', "16.4.0 '-{debian}' <debian 12> #3"],
    ['2.0.0-p648-slim', "2.0.0 '-slim' #648"],
    ['jammy-20240530', "- '{ubuntu}' <ubuntu 22.4> #20240530"],
    ['trusty-20150218.1', "- '{ubuntu}' <ubuntu 14.4> #20150218,1"],
    ['2024-05-30', '20240530'],
    ['1.2-2024-05-30', '1.2 #20240530'],
    ['3.9-eclipse-temurin-21', "3.9 '-eclipse-temurin-{}' temurin=21"],
    ['8-jdk17', "8 '-jdk{}' jdk=17"],
    [
      '1.17.2-erlang-27.0.1-debian-bookworm-20240722-slim',
      "1.17.2 '-erlang-{}-{debian}-slim' <debian 12> erlang=27.0.1 #20240722",
    ],
    [
      '12.1.0-cudnn8-runtime-ubuntu22.04',
      "12.1.0 '-cudnn{}-runtime-{ubuntu}' <ubuntu 22.4> cudnn=8",
    ],
    ['stream9', 'stream9'],
    ['python3.13-bookworm-slim', "python3.13 '-{debian}-slim' <debian 12>"],
    ['lts-jdk21', "- 'lts-jdk{}' jdk=21"],
    ['3.8.0b1', '3.8.0 b.1'],
    ['17rc1-alpine', "17 rc.1 '-{alpine}' <alpine ?>"],
    ['9.0-preview', '9.0 preview'],
    ['15.0.0-beta.1', '15.0.0 beta.1'],
    ['22-ea-17-jdk', "22 ea.17 '-jdk'"],
    ['4.0.0-rc-4-eclipse-temurin-21', "4.0.0 rc.4 '-eclipse-temurin-{}' temurin=21"],
    ['4.8.3.Final', "4.8.3 '.final'"],
    ['1.0-dev', "1.0 '-dev'"],
    ['2.0.0-nightly', "2.0.0 nightly '-nightly'"],
    ['latest', "- 'latest'"],
    ['lts-alpine', "- 'lts-{alpine}' <alpine ?>"],
    ['bookworm-slim', "- '{debian}-slim' <debian 12>"],
    ['7.1-ed7eee0', "7.1 '-{hash}' hash"],
    ['sha-5d41402', "- 'sha-{hash}' hash"],
    ['20231101-230548-g159857a0b', "20231101 '-{hash}' #230548 hash"],
    ['1.2.3-amd64', "1.2.3 '-amd64'"],
    ['', '-'],
    ['---', '-'],
    [`1.${'9'.repeat(40)}`, `- '1.${'9'.repeat(40)}'`],
  ];

  it.each(cases)('%s is %s', (tag, parts) => {
    expect(partsOf(tag)).toBe(parts);
  });

  it.each(cases)('of %s are the same when many tags are read', (tag) => {
    const parse = tagParser();
    parse(tag);
    expect(parse(tag)).toEqual(parseTag(tag));
  });
});

describe('the scheme of a version', () => {
  it.each([
    ['3.0', 'release'],
    ['24.04', 'release'],
    ['2024.1', 'calendar'],
    ['20250108', 'date'],
    ['1234567890', 'serial'],
    ['latest', null],
  ])('of %s is %s', (tag, scheme) => {
    expect(parseTag(tag).scheme).toBe(scheme);
  });
});

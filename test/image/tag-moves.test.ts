import { describe, expect, it } from 'vitest';
import { tagMoves } from '../../src/image/tag-moves.ts';
import type { TagMove } from '../../src/image/tag-moves.ts';
import { cpuTime } from '../cpu-time.ts';

const TODAY = '2026-11-25';

function movesOf(name: string, current: string, tags: readonly string[]): readonly TagMove[] {
  return tagMoves(current, tags, name, TODAY);
}

/** One tag as seen from another: `minor+distribution`, or why not. */
function verdict(name: string, current: string, tag: string): string {
  const [move] = movesOf(name, current, [tag]);
  if (move === undefined) throw new Error('no move');
  return move.refusal ?? move.changes.join('+');
}

/** The tags that may be taken, newest first. */
function takenOf(name: string, current: string, tags: readonly string[]): readonly string[] {
  const moves = movesOf(name, current, tags);
  return moves.filter(({ refusal }) => refusal === null).map(({ tag }) => tag);
}

type Case = readonly [name: string, current: string, tag: string, verdict: string];

function test(cases: readonly Case[]): void {
  it.each(cases)('%s:%s, asked about %s, is %s', (name, current, tag, expected) => {
    expect(verdict(name, current, tag)).toBe(expected);
  });
}

describe('a tag is a set of parts, each moving on its own line, solved jointly', () => {
  test([
    ['node', '20-alpine3.18', '22-alpine3.20', 'major+distribution'],
    ['node', '20-alpine3.18', '20-alpine3.20', 'distribution'],
    ['node', '20-alpine3.18', '22-alpine3.18', 'major'],
    ['node', '20-alpine3.20', '22-alpine3.18', 'older'],
    ['python', '3.12-slim-bookworm', '3.13-slim-trixie', 'minor+distribution'],
    ['python', '3.12-slim-trixie', '3.13-slim-bookworm', 'older'],
    [
      'mcr.microsoft.com/dotnet/framework/aspnet',
      '4.8-20250909-windowsservercore-ltsc2022',
      '4.8-20251014-windowsservercore-ltsc2022',
      'patch',
    ],
    [
      'mcr.microsoft.com/dotnet/framework/aspnet',
      '4.8-20250909-windowsservercore-ltsc2022',
      '4.8.1-20251014-windowsservercore-ltsc2025',
      'patch+distribution',
    ],
    ['mcr.microsoft.com/dotnet/aspnet', '8.0-jammy-chiseled', '8.0-noble-chiseled', 'distribution'],
    [
      'mcr.microsoft.com/dotnet/aspnet',
      '8.0-nanoserver-1809',
      '8.0-nanoserver-ltsc2022',
      'distribution',
    ],
    ['amazoncorretto', '17-al2', '21-al2023', 'major+distribution'],
    ['eclipse-temurin', '17-jre-alpine-3.20', '21-jre-alpine-3.22', 'major+distribution'],
    ['confluentinc/cp-kafka', '7.4.0-1-ubi8', '8.0.0-1-ubi9', 'major+distribution'],
    ['maven', '3.8-eclipse-temurin-17', '3.9-eclipse-temurin-21', 'major+minor'],
    ['maven', '3.9-eclipse-temurin-21', '3.9-eclipse-temurin-17', 'older'],
    ['gradle', '8-jdk17-jammy', '8-jdk21-noble', 'major+distribution'],
    [
      'hexpm/elixir',
      '1.17.2-erlang-27.0.1-debian-bookworm-20240722-slim',
      '1.18.4-erlang-27.3-debian-trixie-20250811-slim',
      'minor+distribution',
    ],
    ['bitnami/postgresql', '16.4.0-debian-12-r3', '16.4.0-debian-12-r10', 'patch'],
    ['bitnami/postgresql', '16.4.0-debian-12-r10', '17.0.0-debian-12-r0', 'major'],
    ['registry.access.redhat.com/ubi9/ubi', '9.4-1214', '9.4-1214.1726694543', 'patch'],
    ['registry.access.redhat.com/ubi9/ubi', '9.4-1214', '9.5-12', 'minor'],
    ['ubuntu', 'jammy-20240530', 'jammy-20251013', 'patch'],
    ['ubuntu', 'jammy-20240530', 'noble-20240429', 'major'],
    ['debian', 'bookworm-slim', 'trixie-slim', 'major'],
    ['debian', '12-slim', '13-slim', 'major'],
    ['node', 'bookworm-slim', 'trixie-slim', 'distribution'],
    ['alpine', '3.18', '3.20', 'minor'],
    ['quay.io/centos/centos', 'stream9', 'stream10', 'major'],
    ['minio/minio', 'RELEASE.2024-05-30T02-24-19Z', 'RELEASE.2025-09-07T16-13-09Z', 'minor'],
    ['eclipse-temurin', '21_35-jdk', '21.0.8_9-jdk', 'patch'],
    ['eclipse-temurin', '17.0.8_7-jdk', '17.0.8.1_1-jdk', 'patch'],
    ['eclipse-temurin', '8u392-b08-jdk', '17.0.9_9-jdk', 'major'],
    ['ruby', '2.0.0-p576', '2.0.0-p648', 'patch'],
  ]);
});

describe('precision is kept: 2.1 does not become 2.1.1 unasked', () => {
  test([
    ['x/y', '2.1', '2.1.1', 'other-precision'],
    ['x/y', '2.1', '3', 'other-precision'],
    ['x/y', '2.1', '2.2', 'minor'],
    ['x/y', '2.1.0', '2.1.1', 'patch'],
    ['node', '20-alpine', '20-alpine3.20', 'other-precision'],
    ['node', '20-alpine3.20', '20-alpine', 'other-precision'],
    ['alpine', '3', '3.20', 'other-precision'],
    ['registry.access.redhat.com/ubi9/ubi', '9.4', '9.5-1214', 'other-precision'],
    ['eclipse-temurin', '17-jdk', '21.0.8_9-jdk', 'other-precision'],
    ['debian', 'bookworm-slim', 'trixie-20251103-slim', 'other-precision'],
  ]);

  it('9.6 of PostgreSQL was a major version, as 17 is', () => {
    const tags = ['9.6.24', '10', '10.23', '17', '17.6'];
    expect(takenOf('postgres', '9.6', tags)).toEqual(['17', '10']);
    expect(takenOf('postgres', '9.6.23', tags)).toEqual(['17.6', '10.23', '9.6.24']);
  });
});

describe('the variant is kept', () => {
  test([
    ['node', '20-slim', '22', 'other-variant'],
    ['node', '20', '22-slim', 'other-variant'],
    ['php', '8.2-fpm', '8.3-apache', 'other-variant'],
    ['php', '8.2-fpm-alpine3.20', '8.3-fpm-alpine3.22', 'minor+distribution'],
    ['rabbitmq', '3.13-management', '4.1', 'other-variant'],
    ['eclipse-temurin', '17-jdk', '21-jre', 'other-variant'],
    ['node', '20-bookworm', '22-bookworm-slim', 'other-variant'],
    ['mariadb', '10.11-jammy', '11.4-ubi9', 'other-variant'],
    ['x/y', '1.2.3-amd64', '1.2.4-arm64', 'other-variant'],
    ['node', '20', '22-nanoserver', 'other-variant'],
  ]);
});

describe('the prefix is kept: 1.2.0 never gets v1.3.0', () => {
  test([
    ['x/y', '1.2.0', 'v1.3.0', 'other-prefix'],
    ['x/y', 'v1.2.0', '1.3.0', 'other-prefix'],
    ['x/y', 'v1.2.0', 'v1.3.0', 'minor'],
    ['x/y', 'release-1.2', 'release-1.3', 'minor'],
    ['adoptopenjdk/openjdk11', 'jdk-11.0.1.13', 'x86_64-ubuntu-jdk-11.0.2.9', 'other-prefix'],
    ['adoptopenjdk/openjdk11', 'jdk-11.0.1.13', 'jdk-11.0.2.9', 'patch'],
  ]);
});

describe('rolling stays rolling: lts-alpine is never rewritten to 20.15.1-alpine3.20', () => {
  test([
    ['node', 'lts-alpine', '20.15.1-alpine3.20', 'rolling'],
    ['node', 'lts-alpine', '22-alpine', 'rolling'],
    ['node', 'lts-alpine', 'lts-alpine3.20', 'other-precision'],
    ['node', 'lts-alpine3.18', 'lts-alpine3.20', 'distribution'],
    ['node', 'latest', '22', 'rolling'],
    ['node', '22', 'latest', 'not-a-version'],
    ['node', 'latest', 'lts', 'not-a-version'],
    ['jenkins/jenkins', 'lts-jdk17', 'lts-jdk21', 'major'],
    ['jenkins/jenkins', 'lts-jdk17', '2.541.1-lts-jdk17', 'rolling'],
  ]);
});

describe('the C library is kept: no glibc to musl', () => {
  test([
    ['node', '20', '22-alpine', 'other-libc'],
    ['node', '20-alpine', '22', 'other-libc'],
    ['node', '20-bookworm', '22-alpine3.20', 'other-libc'],
    ['node', '20-alpine3.20', '22-bookworm', 'other-libc'],
    ['busybox', '1.36-glibc', '1.37-musl', 'other-libc'],
    ['x/y', '1.0', '2.0-alpine', 'other-variant'],
  ]);
});

describe('unstable is not taken', () => {
  test([
    ['x/y', '1.0.0', '1.1.0-rc1', 'pre-release'],
    ['python', '3.7.0', '3.8.0b1', 'pre-release'],
    ['mcr.microsoft.com/dotnet/aspnet', '8.0', '10.0-preview', 'pre-release'],
    ['x/y', '14.0.0', '15.0.0-beta.1', 'pre-release'],
    ['eclipse-temurin', '21-jdk', '25-ea-17-jdk', 'pre-release'],
    ['postgres', '16', '18beta1', 'pre-release'],
    ['haproxy', '3.0', '3.4-dev5', 'pre-release'],
    ['maven', '3.9.6-eclipse-temurin-21', '4.0.0-rc-4-eclipse-temurin-21', 'pre-release'],
    ['x/y', '1.0.0', '1.1.0-nightly', 'other-variant'],
    ['debian', 'trixie-slim', 'forky-slim', 'pre-release'],
    ['debian', 'trixie', 'sid', 'pre-release'],
  ]);

  describe('an odd major of Node.js, and what has no long support where the project sits on it', () => {
    test([
      ['node', '20', '21', 'not-long-support'],
      ['node', '20-alpine3.18', '23-alpine3.20', 'not-long-support'],
      ['node', '19', '21', 'not-long-support'],
      ['node', '21.6.0', '21.7.3', 'minor'],
      ['node', '21', '22', 'major'],
      ['node', '20', '24', 'major'],
      ['node', '20', '29', 'not-long-support'],
      ['eclipse-temurin', '17-jre', '18-jre', 'not-long-support'],
      ['eclipse-temurin', '17-jre', '21-jre', 'major'],
      ['eclipse-temurin', '18-jre', '19-jre', 'major'],
      ['mcr.microsoft.com/dotnet/sdk', '8.0-alpine3.20', '9.0-alpine3.20', 'not-long-support'],
      ['maven', '3.9-eclipse-temurin-17', '3.9-eclipse-temurin-20', 'not-long-support'],
      ['ubuntu', '22.04', '24.10', 'not-long-support'],
      ['ubuntu', 'jammy', 'questing', 'not-long-support'],
      ['ubuntu', '24.10', '25.10', 'major'],
      ['mongo', '7.0-jammy', '8.0-questing', 'not-long-support'],
      ['mariadb', '10.11', '12.0', 'not-long-support'],
      ['mcr.microsoft.com/windows/servercore', '1809', '1903', 'not-long-support'],
      ['mcr.microsoft.com/windows/servercore', '10.0.17763.1', '10.0.18362.2', 'not-long-support'],
    ]);
  });

  it('a line that gets long support later is not taken before', () => {
    const verdictOn = (day: string) => tagMoves('24', ['26'], 'node', day)[0]?.refusal;
    expect(verdictOn('2026-10-27')).toBe('not-long-support');
    expect(verdictOn('2026-10-28')).toBeNull();
  });

  it('long support that ended everywhere holds nothing back', () => {
    expect(verdict('denoland/deno', '2.1', '2.9')).toBe('minor');
  });

  describe('but these are stable', () => {
    test([
      ['eclipse-temurin', '17.0.9_9-jdk', '17.0.16_8-jdk', 'patch'],
      ['x/y', '1.0-windowsservercore-ltsc2022', '1.1-windowsservercore-ltsc2022', 'minor'],
      ['x/y', '1.0-alpine3', '1.1-alpine3', 'minor'],
      ['registry.access.redhat.com/ubi8/ubi-minimal', '8.5-1049', '8.7-1085', 'minor'],
      ['cgr.dev/chainguard/python', '3.12-dev', '3.13-dev', 'minor'],
    ]);
  });

  describe('unless the image is on a pre-release of the same version', () => {
    test([
      ['x/y', '15.0.0-beta.1', '15.0.0-beta.2', 'patch'],
      ['x/y', '15.0.0-beta.2', '15.0.0-beta.10', 'patch'],
      ['x/y', '15.0.0-beta.10', '15.0.0-beta.2', 'older'],
      ['x/y', '15.0.0-beta.1', '15.0.0-rc.1', 'patch'],
      ['x/y', '15.0.0-rc.1', '15.0.0', 'patch'],
      ['x/y', '15.0.0-rc.1', '15.0.0-beta.9', 'older'],
      ['x/y', '15.0.0-rc.1', '16.0.0-rc.1', 'pre-release'],
      ['python', '3.14.0b1', '3.14.0', 'patch'],
    ]);
  });
});

describe('hash-like tags are not versions', () => {
  test([
    ['x/y', '1.2.3', '5d41402', 'hash-like'],
    ['x/y', '1.2.3', 'sha-5d41402abc', 'hash-like'],
    ['x/y', '5d41402', '1.2.3', 'hash-like'],
    ['x/y', '7.1-ed7eee0', '7.2-ce5a8af', 'hash-like'],
    ['x/y', '20231101-230548-g159857a0b', '20231203-230414-gd53f37589', 'minor'],
  ]);

  it('a number is one too when it is as long as the hashes beside it', () => {
    const tags = ['7.2-9658143', '7.2-ed7eee0', '7.2-0.3.1', '7.2-0.3'];
    expect(takenOf('x/y', '7.1-0.3', tags)).toEqual(['7.2-0.3']);
    expect(takenOf('x/y', '7.1-0.3', ['7.2-9658143'])).toEqual(['7.2-9658143']);
    expect(takenOf('x/y', '7.1-20250101', ['7.2-20250202', '7.2-ed7eee0a'])).toEqual([
      '7.2-20250202',
    ]);
  });
});

describe('calendar versions do not follow 3.0', () => {
  test([
    ['x/y', '3.0', '2024.1', 'other-scheme'],
    ['x/y', '2024.1', '3.0', 'other-scheme'],
    ['x/y', '2023.4', '2024.1', 'major'],
    ['alpine', '3.20', '20250108', 'other-scheme'],
    ['ubuntu', '14', '1234567890', 'other-scheme'],
    ['ubuntu', '22.04', 'jammy-20240530', 'other-scheme'],
    ['ubuntu', 'jammy', '24.04', 'other-scheme'],
    ['x/y', '1.0.0', '20240101.1.0', 'other-scheme'],
  ]);

  describe('unless the product itself changed its scheme', () => {
    test([
      ['amazonlinux', '2', '2023', 'major'],
      ['neo4j', '5.25.0', '2025.01.0', 'major'],
    ]);
  });
});

describe('newer than `latest` is no sign of instability for a variant', () => {
  it('1.28-alpine is taken whatever `latest` is', () => {
    const tags = ['latest', '1.26', '1.26-alpine', '1.28-alpine'];
    expect(takenOf('nginx', '1.26-alpine', tags)).toEqual(['1.28-alpine']);
  });
});

describe('what the numbers mean', () => {
  test([
    ['postgres', '16.3', '16.4', 'patch'],
    ['postgres', '16.3', '17.0', 'major'],
    ['debian', '12.5-slim', '12.12-slim', 'patch'],
    ['ubuntu', '24.04', '26.04', 'major'],
    ['mcr.microsoft.com/windows/servercore', '10.0.17763.1', '10.0.17763.2', 'patch'],
    ['mcr.microsoft.com/windows/servercore', '10.0.17763.1', '10.0.20348.2', 'major'],
    ['x/y', '1.2.3.4', '1.2.3.5', 'patch'],
    ['x/y', '1.2.3', '1.2.3', 'same'],
    ['x/y', '1.02', '1.2', 'same'],
    ['x/y', '1.3', '1.2', 'older'],
  ]);

  it('the .NET images move to Ubuntu with version 10, though the tag does not say it', () => {
    const name = 'mcr.microsoft.com/dotnet/aspnet';
    expect(verdict(name, '8.0', '10.0')).toBe('major+distribution');
    expect(verdict(name, '8.0', '8.1')).toBe('minor');
  });
});

describe('the list', () => {
  it('is newest first, then what is not of the line, in the order given', () => {
    const tags = ['latest', '1.9', '1.10', 'v2', '1.10-slim', '1.2', '1.8'];
    const moves = movesOf('x/y', '1.8', tags).map(({ tag, refusal }) => `${tag} ${refusal ?? ''}`);
    expect(moves).toEqual([
      '1.10 ',
      '1.9 ',
      '1.2 older',
      'latest not-a-version',
      'v2 other-prefix',
      '1.10-slim other-variant',
      '1.8 same',
    ]);
  });

  it('may hold anything', () => {
    const tags = [
      '',
      '-',
      '__proto__',
      'constructor',
      'é.1',
      '9'.repeat(500),
      `1${'.1'.repeat(400)}`,
    ];
    expect(takenOf('x/y', '1.0', tags)).toEqual([]);
    expect(movesOf('x/y', '1.0', tags)).toHaveLength(tags.length);
  });

  it('of 100,000 tags takes less than two seconds', () => {
    const endings = ['', '-alpine3.18', '-alpine3.20', '-slim', '-rc1', '-jdk17'];
    const tags = Array.from({ length: 100_000 }, (_, index) => {
      return `${index % 40}.${index % 97}.${index}${endings[index % endings.length] ?? ''}`;
    });
    const start = cpuTime();
    const taken = takenOf('node', '20.1.0-alpine3.18', tags);
    expect(cpuTime() - start).toBeLessThan(2000);
    expect(taken.length).toBeGreaterThan(1000);
  });

  it('of 100,000 different hashes takes less than two seconds', () => {
    const tags = Array.from({ length: 100_000 }, (_, index) => {
      return `main-${(index * 2_654_435_761).toString(16).slice(0, 9).padStart(9, 'a')}-${1e9 + index}`;
    });
    const start = cpuTime();
    expect(takenOf('x/y', '1.0.0', tags)).toEqual([]);
    expect(cpuTime() - start).toBeLessThan(2000);
  });
});

describe('a second version in a tag is no build number', () => {
  const sbt = 'eclipse-temurin-21.0.6_7_1.10.11_2.12.20';
  test([
    ['sbtscala/scala-sbt', sbt, 'eclipse-temurin-21.0.8_9_1.10.11_2.12.20', 'patch'],
    ['sbtscala/scala-sbt', sbt, 'eclipse-temurin-21.0.8_9_1.10.11_2.13.16', 'major+patch'],
    ['sbtscala/scala-sbt', sbt, 'eclipse-temurin-21.0.8_9_1.10.11_3.8.1', 'major+patch'],
    ['pypy', '2-5.10', '2-7.3.20', 'other-variant'],
    ['pypy', '3.11-7.3.20', '3.11-7.3.23', 'patch'],
  ]);
});

describe('behind the name of a language, a minor version may break programs', () => {
  test([
    ['phpswoole/swoole', 'php8.4', 'php8.5', 'major'],
    ['tiangolo/uvicorn-gunicorn-fastapi', 'python3.9-slim', 'python3.11-slim', 'major'],
    ['unit', '1.34.1-python3.13', '1.34.2-python3.14', 'major+patch'],
    ['acme/tool', '1.2-node24', '1.3-node24', 'minor'],
    ['ocaml/opam', 'debian-ocaml-5.1', 'debian-ocaml-5.4', 'minor'],
  ]);
});

describe('nobody is moved to a line of development', () => {
  test([
    ['nginx', '1.28-alpine', '1.31-alpine', 'not-long-support'],
    ['nginx', '1.28-alpine', '1.30-alpine', 'minor'],
    ['nginx', '1.29', '1.31', 'minor'],
    ['perl', '5.42', '5.43', 'not-long-support'],
    ['gradle', 'jdk25', 'jdk26', 'not-long-support'],
    ['gradle', 'jdk21', 'jdk25', 'major'],
  ]);
});

describe('a pre-release that is whatever is current stays so', () => {
  test([
    ['openjdk', '25-ea-jdk', '25-ea-34-jdk', 'other-precision'],
    ['openjdk', '25-ea-33-jdk', '25-ea-34-jdk', 'patch'],
    ['golang', '1.27-rc', '1.27rc2', 'other-precision'],
    ['golang', '1.27-rc', '1.27', 'patch'],
  ]);
});

describe('the releases of buildpack-deps are those of two distributions', () => {
  test([
    ['buildpack-deps', 'bookworm-scm', 'trixie-scm', 'major'],
    ['buildpack-deps', 'focal', 'noble', 'major'],
    ['buildpack-deps', '22.04', '24.04', 'major'],
    ['buildpack-deps', 'focal', 'trixie', 'other-variant'],
  ]);
});

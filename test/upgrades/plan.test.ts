import { describe, expect, test } from 'vitest';
import { candidateLines, choices, outlookFor } from './plan-repository.ts';
import type { PlanInput } from './plan-repository.ts';
import { images, tableRegistry } from './table-registry.ts';

const HUB = 'docker.io/library';

const REGISTRY = {
  [`${HUB}/node`]: images(
    '18.20.8 20.1.0 20.1.1 20.9.0 20.19.6 21.7.3 22.1.0 22.21.1 23.11.1 24.5.0 24.11.1 25.2.1 26.1.0 ' +
      '20 22 24 26 lts latest current 27.0.0-rc.1 22-alpine3.20 22-alpine3.22 24-alpine3.22 ' +
      '20-alpine3.18 20-alpine3.20 24-alpine lts-alpine 22.21.1-alpine 5d41402abc4b',
  ),
  [`${HUB}/python`]: images(
    '3.9.1 3.9.25 3.12.4 3.12.9 3.12.10rc1 3.13.1 3.14.0 3.12 3.13 3.14 3.12-slim 3.13-slim ' +
      '3.12-slim-bookworm 3.12-slim-trixie 3.14-slim-bookworm 3.14-slim-trixie ' +
      '3.12-slim-bullseye 3.9-slim-bullseye',
  ),
  [`${HUB}/golang`]: images('1.24.1 1.24.9 1.26.3 1.27.0 1.26 1.27'),
  [`${HUB}/debian`]: images('bookworm bookworm-slim trixie trixie-slim bullseye-slim 12 13'),
  [`${HUB}/postgres`]: images('12.1 12.22 16.1 16.4 17.0 18.1'),
  [`${HUB}/eclipse-temurin`]: images(
    '17-jdk 17-jre 21-jdk 21-jre 24-jdk 25-jdk 27-jdk 17.0.9_9-jdk 17.0.17_10-jdk 21.0.9_10-jdk',
  ),
  [`${HUB}/openjdk`]: images('15 17-jdk 17-jre 19-ea-jdk 19-jdk'),
  [`${HUB}/gradle`]: images(
    '7.6.0-jdk17 7.6.6-jdk17 9.6.0-jdk17 9.6.0-jdk25 8.7.0-jdk8 9.6.0-jdk21',
  ),
  [`${HUB}/maven`]: images(
    '3.8.5-eclipse-temurin-24 3.9.9-eclipse-temurin-24 3.9.16-eclipse-temurin-24 3.9.16-eclipse-temurin-25 ' +
      '3.9.16-eclipse-temurin-27 3.6.1-jdk-11 3.9.16-eclipse-temurin-11',
  ),
  [`${HUB}/ubuntu`]: images('23.04 24.04 26.04 26.10'),
  'mcr.microsoft.com/dotnet/sdk': images('9.0.306 9.0.307 10.0.100 11.0.100'),
  'docker.io/docker/dockerfile': images('1 1.9 1.10 1.10-labs 2.0 2'),
  'ghcr.io/astral-sh/uv': images('0.5.1 0.5.9 0.6.0 1.0.0'),
  'ghcr.io/acme/app': images('v1.2.0 v1.3.0 1.4.0 2.1 2.2 2.1.1 2024.1'),
};

type Options = Omit<PlanInput, 'registry' | 'files'> & { readonly files?: PlanInput['files'] };
type Row = readonly [name: string, from: string, to: string, options?: Options];

function inputOf(text: string, options: Options = {}): PlanInput {
  const { files = {}, ...rest } = options;
  return { registry: tableRegistry(REGISTRY), files: { Dockerfile: text, ...files }, ...rest };
}

describe('the choice', () => {
  const rows: readonly Row[] = [
    ['is the newest compatible version', 'node:22.1.0', 'node:22.21.1'],
    ['keeps the precision of the tag', 'ghcr.io/acme/app:2.1', 'ghcr.io/acme/app:2.2'],
    ['keeps the prefix of the version', 'ghcr.io/acme/app:v1.2.0', 'ghcr.io/acme/app:v1.3.0'],
    ['never adds a prefix to the version', 'ghcr.io/acme/app:1.2.0', 'ghcr.io/acme/app:1.4.0'],
    ['never is a more precise tag, nor one of a calendar', 'ghcr.io/acme/app:2.2', 'stays'],
    [
      'moves runtime and codename of the distribution at once',
      'python:3.12-slim-bookworm',
      'python:3.14-slim-trixie',
      { posture: 'strict', settings: { pin: false } },
    ],
    ['never is a pre-release', 'python:3.12.4', 'python:3.12.9'],
    ['never is a Python minor that nobody asked for', 'python:3.13.1', 'stays'],
    ['never is a Go minor that nobody asked for', 'golang:1.26.3', 'stays'],
    ['never is a major that nobody asked for', 'postgres:16.1', 'postgres:16.4'],
    [
      'never is a minor below version 1',
      'ghcr.io/astral-sh/uv:0.5.1',
      'ghcr.io/astral-sh/uv:0.5.9',
    ],
    [
      'leaves a release whose support has ended, for one with long support',
      'node:20.1.0',
      'node:26.1.0',
    ],
    ['leaves a release without long support once it has ended', 'node:23.11.1', 'node:26.1.0'],
    ['leaves an ended Python', 'python:3.9.1', 'python:3.14.0'],
    [
      'never takes an ended database where its data cannot be read',
      'postgres:12.1',
      'postgres:12.22',
    ],
    [
      'takes a database to another major version when those are asked for',
      'postgres:12.1',
      'postgres:18.1',
      { posture: 'strict', settings: { pin: false } },
    ],
    [
      'leaves an ended release without long support for one that has it, not for the newest',
      'eclipse-temurin:24-jdk',
      'eclipse-temurin:25-jdk',
    ],
    [
      'never is an interim release of Ubuntu where there is another',
      'ubuntu:23.04',
      'ubuntu:26.04',
    ],
    [
      'leaves an ended .NET for one with long support, however new the patches of the old one are',
      'mcr.microsoft.com/dotnet/sdk:9.0.306',
      'mcr.microsoft.com/dotnet/sdk:10.0.100',
    ],
    ['never is a tag that is deprecated itself', 'openjdk:19-ea-jdk', 'stays'],
    ['keeps the Java of an ended Gradle', 'gradle:7.6.0-jdk17', 'gradle:9.6.0-jdk17'],
    [
      'keeps the Java of a deprecated tag of Maven',
      'maven:3.6.1-jdk-11',
      'maven:3.9.16-eclipse-temurin-11',
    ],
    [
      'leaves an ended Java beside a Maven that goes on',
      'maven:3.9.9-eclipse-temurin-24',
      'maven:3.9.16-eclipse-temurin-25',
    ],
    [
      'leaves Maven and Java when both have ended',
      'maven:3.8.5-eclipse-temurin-24',
      'maven:3.9.16-eclipse-temurin-25',
    ],
    [
      'is a successor with long support where the line has none',
      'openjdk:15',
      'eclipse-temurin:25-jdk',
    ],
    [
      'stays within the release when the configuration says so',
      'node:20.1.0',
      'node:20.19.6',
      { settings: { leaveEnded: false } },
    ],
    [
      'is a major where those are asked for',
      'python:3.12.4',
      'python:3.14.0',
      { posture: 'strict', settings: { pin: false } },
    ],
    ['moves runtime and distribution at once', 'node:20-alpine3.18', 'node:24-alpine3.22'],
    [
      'changes the distribution of an ended runtime only where it has to',
      'python:3.9-slim-bullseye',
      'python:3.14-slim-trixie',
    ],
    [
      'leaves an ended distribution within the same runtime',
      'python:3.12-slim-bullseye',
      'python:3.12-slim-trixie',
    ],
    ['leaves a supported distribution alone', 'python:3.12-slim-bookworm', 'stays'],
    [
      'leaves an ended Debian by its codename, in the same variant',
      'debian:bullseye-slim',
      'debian:trixie-slim',
    ],
    ['leaves a rolling tag as it is', 'node:lts-alpine', 'stays'],
    ['leaves latest as it is', 'node:latest', 'stays'],
    ['leaves an image without a tag as it is', 'node', 'stays'],
    ['leaves a tag that is a hash as it is', 'node:5d41402abc4b', 'stays'],
    [
      'counts builds of Java as patches',
      'eclipse-temurin:17.0.9_9-jdk',
      'eclipse-temurin:17.0.17_10-jdk',
    ],
    [
      'replaces a deprecated image by its successor, with the tag mapped',
      'openjdk:17-jdk',
      'eclipse-temurin:17-jdk',
    ],
    [
      'keeps a deprecated image when replacements are not asked for',
      'openjdk:17-jdk',
      'stays',
      { settings: { kinds: ['patch'] } },
    ],
    ['is nothing in the gentle posture', 'node:20.1.0', 'stays', { posture: 'gentle' }],
    [
      'is nothing for an image that is held',
      'node:20.1.0',
      'stays',
      { settings: { hold: [{ image: 'node' }] } },
    ],
    [
      'is nothing for a registry that is not named',
      'ghcr.io/acme/app:2.1',
      'stays',
      { settings: { registries: ['docker.io'] } },
    ],
    [
      'is not a successor in a registry that is not named',
      'openjdk:17-jdk',
      'stays',
      { settings: { images: ['openjdk'] } },
    ],
    [
      'is the newest that a rule allows',
      'node:20.1.0',
      'node:24.11.1',
      { settings: { rules: [{ image: 'node', kinds: ['major'], allow: '<25' }] } },
    ],
    [
      'is the newest among the tags that a rule allows',
      'node:20.1.0',
      'node:22.21.1',
      { settings: { rules: [{ image: 'node', kinds: ['major', 'minor'], tags: '22.*' }] } },
    ],
    [
      'is the newest that engines allow',
      'node:20.1.0',
      'node:24.11.1',
      { files: { 'package.json': '{"engines":{"node":">=18 <25"}}' } },
    ],
    [
      'stays in the release that .nvmrc names',
      'node:20.1.0',
      'node:20.19.6',
      { files: { '.nvmrc': 'v20.1.0' } },
    ],
    [
      'stays in the release that .python-version names',
      'python:3.9.1',
      'python:3.9.25',
      { files: { '.python-version': '3.9' } },
    ],
    [
      'is the newest that requires-python allows',
      'python:3.9.1',
      'python:3.13.1',
      { files: { 'pyproject.toml': '[project]\nrequires-python = ">=3.9,<3.14"' } },
    ],
    [
      'is not held back by go.mod, which names the least Go',
      'golang:1.24.1',
      'golang:1.27.0',
      { files: { 'go.mod': 'module x\n\ngo 1.24\n' } },
    ],
    [
      'stays at the Java of pom.xml',
      'eclipse-temurin:17-jdk',
      'stays',
      {
        posture: 'strict',
        settings: { pin: false },
        files: {
          'pom.xml': '<project><properties><java.version>17</java.version></properties></project>',
        },
      },
    ],
    [
      'takes a minor of a frontend',
      '',
      'docker/dockerfile:1.10',
      { files: { Dockerfile: '# syntax=docker/dockerfile:1.9\nFROM scratch' } },
    ],
    [
      'never takes a major of a frontend',
      '',
      'stays',
      {
        posture: 'strict',
        settings: { pin: false },
        files: { Dockerfile: '# syntax=docker/dockerfile:1\nFROM scratch' },
      },
    ],
  ];
  const cases = rows.map(([name, from, to, options = {}]) => ({ name, from, to, options }));
  test.each(cases)('$name: $from -> $to', async ({ from, to, options }) => {
    const [line] = await choices(inputOf(`FROM ${from}\n`, options));
    expect(line?.split(' -> ')[1]).toBe(to);
  });
});

describe('every candidate has its reason:', () => {
  test('those that are alike share a row', async () => {
    const outlook = await outlookFor(inputOf('FROM node:22.1.0'), 'node:22.1.0');
    expect(candidateLines(outlook).slice(0, 5)).toEqual([
      'major node:27.0.0-rc.1: it is a pre-release',
      'major node:26.1.0: a new version that may break programs is not asked for, and node 22 is supported until 2027-04-30 (so it is with 2 more tags)',
      'major node:25.2.1: it is no release with long support (so it is with one more tag)',
      'minor node:22.21.1: it is the newest that may be taken',
      'major node:21.7.3: it is older than the present tag (so it is with 5 more tags)',
    ]);
    expect(outlook.candidates.length).toBeLessThan(15);
    expect(outlook.chosen).toBe(outlook.candidates[3]);
  });

  test.each([
    [
      'a limit of the repository, by its file',
      'node:22.1.0',
      { 'web/.nvmrc': '22', '.nvmrc': '22' },
      'major node:26.1.0: .nvmrc says 22, which does not allow it (so it is with 2 more tags)',
    ],
    [
      'the end of what it leads to',
      'node:20.1.0',
      { 'package.json': '{"engines":{"node":"<23"}}' },
      'major node:22.21.1: support of node 20 has ended on 2026-04-30',
    ],
  ])('%s', async (_name, from, files, line) => {
    const outlook = await outlookFor(inputOf(`FROM ${from}`, { files }), from);
    expect(candidateLines(outlook)).toContain(line);
  });

  test('a successor that is not there is told', async () => {
    const registry = tableRegistry({
      ...REGISTRY,
      [`${HUB}/eclipse-temurin`]: images('21-jdk'),
    });
    const input = { registry, files: { Dockerfile: 'FROM openjdk:17-jre' } };
    const lines = candidateLines(await outlookFor(input, 'openjdk:17-jre'));
    expect(lines[0]).toBe('replacement eclipse-temurin:17-jre: its repository has no tag 17-jre');
  });

  test('what latest stands for now is offered and not taken', async () => {
    const same = { content: 'the newest' };
    const registry = tableRegistry({
      [`${HUB}/redis`]: {
        latest: same,
        '8.2.1': same,
        '8.2': same,
        '7.4.0': {},
        '8.2.1-alpine': {},
      },
    });
    const outlook = await outlookFor({ registry, files: { Dockerfile: 'FROM redis' } }, 'redis');
    const reason =
      'it is what `latest` stands for now, and whoever writes `latest` may want it to move';
    expect(candidateLines(outlook)).toContain(
      `digest-pin redis:8.2.1: ${reason} (so it is with one more tag)`,
    );
    expect(outlook.chosen).toBeNull();
    expect(outlook.digest).toBe(registry.digest('redis:8.2.1'));
  });
});

test('the lifecycle of the present release is told', async () => {
  const { lifecycle } = await outlookFor(inputOf('FROM node:20.1.0'), 'node:20.1.0');
  expect(lifecycle).toMatchObject({ product: 'node', cycle: '20', lts: true, isEnded: true });
});

test('a name that is none has no outlook but its reason', async () => {
  const { unknown, chosen } = await outlookFor(inputOf('FROM Node:20'), 'Node:20');
  expect({ unknown, chosen }).toEqual({
    unknown: ['Node:20 is no name of an image'],
    chosen: null,
  });
});

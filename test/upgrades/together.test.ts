import { describe, expect, test } from 'vitest';
import { candidateLines, choices, outlookFor, planRepository } from './plan-repository.ts';
import type { PlanInput } from './plan-repository.ts';
import { images, tableRegistry } from './table-registry.ts';

const HUB = 'docker.io/library';

const registry = tableRegistry({
  [`${HUB}/python`]: images(
    '3.9.1 3.9.25 3.13.1 3.14.0 3.14.1 3.9.1-slim 3.9.25-slim 3.13.1-slim 3.14.0-slim ' +
      '3.9-bookworm 3.13-bookworm 3.14-bookworm 3.9-slim-bookworm 3.13-slim-bookworm 3.9 3.13 3.14 ' +
      '3.13-bullseye 3.13-slim-bullseye 3.13-trixie 3.13-alpine3.18 3.13-alpine3.22',
  ),
  [`${HUB}/node`]: images('20 22 24 26 20-alpine 22-alpine 24-alpine 20.1.0 20.19.6 20.1.0-slim'),
  [`${HUB}/golang`]: images('1.26.1 1.26.3'),
  [`${HUB}/alpine`]: images('3.18 3.20 3.22 3.23'),
  [`${HUB}/nginx`]: images('1.30.0-alpine3.22 1.30.0-alpine3.23 1.30.0 1.30.1'),
  [`${HUB}/openjdk`]: images('17-jdk 17-jre'),
  [`${HUB}/eclipse-temurin`]: images('17-jdk 17-jre'),
  'mcr.microsoft.com/dotnet/sdk': images('8.0 10.0'),
  'mcr.microsoft.com/dotnet/aspnet': images('8.0 9.0'),
  'gcr.io/distroless/nodejs20-debian12': images('latest'),
});

function inputOf(files: PlanInput['files'], rest: Partial<PlanInput> = {}): PlanInput {
  return { registry, files, ...rest };
}

type Row = readonly [name: string, text: string, choices: readonly string[]];

describe('builder and runtime stages', () => {
  const rows: readonly Row[] = [
    [
      'of one runtime go to the newest version that both have',
      'FROM python:3.9.1 AS build\nFROM python:3.9.1-slim\nCOPY --from=build /a /a',
      ['python:3.9.1 -> python:3.14.0', 'python:3.9.1-slim -> python:3.14.0-slim'],
    ],
    [
      'go together when one of them writes the version less precisely',
      'FROM python:3.9 AS build\nFROM python:3.9.1-slim',
      ['python:3.9 -> python:3.14', 'python:3.9.1-slim -> python:3.14.0-slim'],
    ],
    [
      'go to a version that is not the newest for the builder',
      'FROM python:3.9-bookworm AS build\nFROM python:3.9-slim-bookworm',
      [
        'python:3.9-bookworm -> python:3.13-bookworm',
        'python:3.9-slim-bookworm -> python:3.13-slim-bookworm',
      ],
    ],
    [
      'stay when one of them has nowhere to go',
      'FROM node:20.1.0 AS build\nFROM node:20.1.0-slim',
      ['node:20.1.0 -> stays', 'node:20.1.0-slim -> stays'],
    ],
    [
      'stay when the version of one of them is in its name',
      'FROM node:20-alpine AS build\nFROM gcr.io/distroless/nodejs20-debian12',
      ['node:20-alpine -> stays', 'gcr.io/distroless/nodejs20-debian12 -> stays'],
    ],
    [
      'stay when SDK and runtime of .NET would differ',
      'FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nFROM mcr.microsoft.com/dotnet/aspnet:8.0',
      ['mcr.microsoft.com/dotnet/sdk:8.0 -> stays', 'mcr.microsoft.com/dotnet/aspnet:8.0 -> stays'],
    ],
    [
      'leave their distribution for one that both have',
      'FROM python:3.13-bullseye AS build\nFROM python:3.13-slim-bullseye',
      [
        'python:3.13-bullseye -> python:3.13-bookworm',
        'python:3.13-slim-bullseye -> python:3.13-slim-bookworm',
      ],
    ],
    [
      'of two distributions leave the one that has ended',
      'FROM python:3.13-bookworm AS build\nFROM python:3.13-alpine3.18',
      ['python:3.13-bookworm -> stays', 'python:3.13-alpine3.18 -> python:3.13-alpine3.22'],
    ],
    [
      'of a deprecated image are replaced together',
      'FROM openjdk:17-jdk AS build\nFROM openjdk:17-jre',
      ['openjdk:17-jdk -> eclipse-temurin:17-jdk', 'openjdk:17-jre -> eclipse-temurin:17-jre'],
    ],
    [
      'of two runtimes go their own ways',
      'FROM node:20-alpine AS web\nFROM golang:1.26.1 AS api\nFROM alpine:3.23',
      [
        'node:20-alpine -> node:24-alpine',
        'golang:1.26.1 -> golang:1.26.3',
        'alpine:3.23 -> stays',
      ],
    ],
  ];
  test.each(rows)('%s', async (_name, text, expected) => {
    expect(await choices(inputOf({ Dockerfile: text }))).toEqual(expected);
  });

  test('that stay say because of whom', async () => {
    const files = { Dockerfile: 'FROM node:20.1.0 AS build\nFROM node:20.1.0-slim' };
    const lines = candidateLines(await outlookFor(inputOf(files), 'node:20.1.0'));
    expect(lines[0]).toBe(
      'minor node:20.19.6: it would have to move together with node:20.1.0-slim, which cannot',
    );
  });
});

describe('one proposal holds', () => {
  test('all files and stages that share the runtime', async () => {
    const files = {
      'a/Dockerfile': 'FROM python:3.9.1 AS build\nFROM python:3.9.1-slim',
      'b/Dockerfile': 'FROM python:3.9.1-slim',
      'c/Dockerfile': 'FROM nginx:1.30.0',
    };
    const { groups } = await planRepository(inputOf(files));
    expect(groups).toEqual([
      {
        key: 'nginx 1.30.0 -> nginx 1.30.1',
        kind: 'patch',
        from: 'nginx 1.30.0',
        to: 'nginx 1.30.1',
        members: [
          { path: 'c/Dockerfile', from: 'nginx:1.30.0', to: 'nginx:1.30.1', kind: 'patch' },
        ],
      },
      {
        key: 'python 3.9.1 -> python 3.14.0',
        kind: 'major',
        from: 'python 3.9.1',
        to: 'python 3.14.0',
        members: [
          { path: 'a/Dockerfile', from: 'python:3.9.1', to: 'python:3.14.0', kind: 'major' },
          {
            path: 'a/Dockerfile',
            from: 'python:3.9.1-slim',
            to: 'python:3.14.0-slim',
            kind: 'major',
          },
          {
            path: 'b/Dockerfile',
            from: 'python:3.9.1-slim',
            to: 'python:3.14.0-slim',
            kind: 'major',
          },
        ],
      },
    ]);
  });

  test('what a file of another service may not do does not hold back this one', async () => {
    const files = {
      'a/Dockerfile': 'FROM node:20',
      'a/package.json': '{"engines":{"node":"<23"}}',
      'b/Dockerfile': 'FROM node:20',
    };
    const { groups } = await planRepository(inputOf(files));
    expect(groups.map(({ key }) => key)).toEqual(['node 20 -> node 22', 'node 20 -> node 26']);
  });

  test('a replacement by its names', async () => {
    const { groups } = await planRepository(inputOf({ Dockerfile: 'FROM openjdk:17-jdk' }));
    expect(groups.map(({ key, kind }) => ({ key, kind }))).toEqual([
      { key: 'openjdk 17 -> eclipse-temurin 17', kind: 'replacement' },
    ]);
  });

  test('a move of the distribution by its tags', async () => {
    const { groups } = await planRepository(inputOf({ Dockerfile: 'FROM python:3.13-alpine3.18' }));
    expect(groups.map(({ key, kind }) => ({ key, kind }))).toEqual([
      { key: 'python:3.13-alpine3.18 -> python:3.13-alpine3.22', kind: 'distribution' },
    ]);
  });
});

describe('an ARG that feeds', () => {
  const rows: readonly Row[] = [
    [
      'two stages of one runtime moves both',
      'ARG V=20\nFROM node:$V AS build\nFROM node:${V}-alpine',
      ['node:20 -> node:24', 'node:20-alpine -> node:24-alpine'],
    ],
    [
      'two images of different names moves to the newest on which both agree',
      'ARG A=3.18\nFROM alpine:$A\nFROM python:3.13-alpine$A',
      ['alpine:3.18 -> alpine:3.22', 'python:3.13-alpine3.18 -> python:3.13-alpine3.22'],
    ],
    [
      'an image that stays keeps the other from moving',
      'ARG V=3.22\nFROM alpine:$V\nFROM nginx:1.30.0-alpine$V',
      ['alpine:3.22 -> stays', 'nginx:1.30.0-alpine3.22 -> stays'],
    ],
    [
      'one image moves it',
      'ARG NODE=20\nARG OTHER=1\nFROM node:${NODE}-alpine\nRUN echo $OTHER',
      ['node:20-alpine -> node:24-alpine'],
    ],
    [
      'a part that is cut out of it keeps its image from moving',
      'ARG V=v20\nFROM node:${V#v}-alpine',
      ['node:20-alpine -> stays'],
    ],
  ];
  test.each(rows)('%s', async (_name, text, expected) => {
    expect(await choices(inputOf({ Dockerfile: text }))).toEqual(expected);
  });

  test('an image that cannot follow is named at the other', async () => {
    const text = 'ARG A=3.18\nFROM alpine:$A\nFROM python:3.13-alpine$A';
    const outlook = await outlookFor(inputOf({ Dockerfile: text }), 'alpine:3.18');
    expect(candidateLines(outlook)).toContain(
      'major alpine:3.23: the ARG in it also feeds python:3.13-alpine3.18, which cannot move to the same',
    );
  });

  test('two images puts both into one proposal', async () => {
    const both = tableRegistry({
      [`${HUB}/alpine`]: images('3.18 3.23'),
      [`${HUB}/python`]: images('3.13-alpine3.18 3.13-alpine3.23'),
    });
    const files = { Dockerfile: 'ARG A=3.18\nFROM alpine:$A\nFROM python:3.13-alpine$A' };
    const { groups } = await planRepository({ registry: both, files });
    expect(groups.map(({ key, members }) => ({ key, to: members.map(({ to }) => to) }))).toEqual([
      {
        key: 'alpine 3.18 -> alpine 3.23 + python:3.13-alpine3.18 -> python:3.13-alpine3.23',
        to: ['alpine:3.23', 'python:3.13-alpine3.23'],
      },
    ]);
  });
});

import rule from '../../src/rules/frozen-lockfile.ts';
import { testRule } from './rule-table.ts';

const MS = '{"dependencies":{"ms":"^2.1.3"}}';
const CLASSIC = '# yarn lockfile v1\n\n\nleft@1, ms@^2.1.3:\n  version "2.1.3"\n';
const MODERN = `__metadata:
  version: 8

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    ms: "npm:^2.1.3"
  languageName: unknown

"ms@npm:^2.1.3":
  version: 2.1.3
`;
const PNPM = `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      ms:
        specifier: ^2.1.3
        version: 2.1.3

packages:

  ms@2.1.3: {}
`;
const YARN = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN yarn\n';
const PNPM_FILE =
  'FROM node:22\nRUN npm i -g pnpm@10\nWORKDIR /app\nCOPY . .\nRUN pnpm i --prod && true\n';

testRule(rule, {
  passes: {
    'the lock file is kept already':
      'FROM node:22\nCOPY yarn.lock pnpm-lock.yaml ./\nRUN yarn install --frozen-lockfile && yarn --immutable && pnpm i --frozen-lockfile\n',
    'a variable keeps it': {
      text: 'FROM node:22\nENV CI=true\nWORKDIR /app\nCOPY . .\nRUN yarn\n',
      files: { 'package.json': MS, 'yarn.lock': CLASSIC },
    },
    'there is no lock file': { text: YARN, files: { 'package.json': MS } },
    'a single package is installed':
      'FROM node:22\nCOPY yarn.lock ./\nRUN yarn add ms && yarn global add x && pnpm add -g y && yarn build\n',
  },
  leaves: {
    'only the text is known': [
      'FROM node:22\nCOPY package.json yarn.lock ./\nRUN yarn install\n',
      [3],
      /^the option fails unless `yarn\.lock` fits/,
    ],
    'a folder below is meant': {
      text: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN cd web && yarn\n',
      lines: [4],
      reason: /^another folder is meant/,
      files: { 'package.json': MS, 'yarn.lock': CLASSIC },
    },
    'the lock file of Yarn 1 lacks a package': {
      text: YARN,
      lines: [4],
      reason:
        '`yarn.lock` does not fit `package.json` (it has no `ms@^2.1.4`): run `yarn install`, commit the lock file, then add `--frozen-lockfile`',
      files: { 'package.json': MS.replace('2.1.3', '2.1.4'), 'yarn.lock': CLASSIC },
    },
    'the lock file of a later Yarn has a package that is gone': {
      text: YARN,
      lines: [4],
      reason: /it still has `ms`.*`--immutable`/,
      files: { 'package.json': '{"dependencies":{}}', 'yarn.lock': MODERN },
    },
    'the lock file is of another Yarn than the project': {
      text: YARN,
      lines: [4],
      reason: /it is of Yarn 1, and `package\.json` asks for Yarn 4/,
      files: {
        'package.json': '{"packageManager":"yarn@4.5.0","dependencies":{"ms":"^2.1.3"}}',
        'yarn.lock': CLASSIC,
      },
    },
    'the lock file of pnpm has another range': {
      text: PNPM_FILE,
      lines: [5],
      reason: /it has \^2\.1\.3 `ms` where `package\.json` has 3/,
      files: { 'package.json': '{"dependencies":{"ms":"3"}}', 'pnpm-lock.yaml': PNPM },
    },
    'the pnpm is too old for the lock file': {
      text: PNPM_FILE.replace('@10', '@8'),
      lines: [5],
      reason: /^the pnpm of the image reads a lock file of version 9 does not hold/,
      files: { 'package.json': MS, 'pnpm-lock.yaml': PNPM },
    },
  },
  fixes: {
    'Yarn 1 is called without a word': {
      before: YARN,
      after: YARN.replace('yarn\n', 'yarn --frozen-lockfile\n'),
      files: { 'package.json': MS, 'yarn.lock': CLASSIC },
      preconditions: {
        '`yarn.lock` fits `package.json`': 'held',
        'no `.dockerignore` keeps `yarn.lock` out': 'held',
        'the yarn of the image is Yarn 1': 'held',
      },
    },
    'a later Yarn comes by corepack': {
      before:
        'FROM node:22\nRUN corepack enable\nWORKDIR /app\nCOPY . .\nRUN yarn install && yarn build\n',
      after:
        'FROM node:22\nRUN corepack enable\nWORKDIR /app\nCOPY . .\nRUN yarn install --immutable && yarn build\n',
      files: {
        'package.json': '{"packageManager":"yarn@4.5.0","dependencies":{"ms":"^2.1.3"}}',
        'yarn.lock': MODERN,
      },
      preconditions: {
        '`yarn.lock` fits `package.json`': 'held',
        'no `.dockerignore` keeps `yarn.lock` out': 'held',
        'the yarn of the image is 2 or newer (`packageManager` with corepack, or `yarnPath`)':
          'held',
      },
    },
    'nothing says which Yarn the image has': {
      before: 'FROM acme/node:1\nWORKDIR /app\nCOPY . .\nRUN yarn\n',
      after: 'FROM acme/node:1\nWORKDIR /app\nCOPY . .\nRUN yarn --frozen-lockfile\n',
      files: { 'package.json': '{"workspaces":["a"]}', 'yarn.lock': CLASSIC },
      preconditions: {
        '`yarn.lock` fits `package.json` (`workspaces` is not compared)': 'unknown',
        'no `.dockerignore` keeps `yarn.lock` out': 'held',
        'the yarn of the image is Yarn 1': 'unknown',
      },
    },
    'pnpm reads the lock file': {
      before: PNPM_FILE,
      after: PNPM_FILE.replace('pnpm i --prod', 'pnpm i --frozen-lockfile --prod'),
      files: { 'package.json': MS, 'pnpm-lock.yaml': PNPM },
      preconditions: {
        '`pnpm-lock.yaml` fits `package.json`': 'held',
        'no `.dockerignore` keeps `pnpm-lock.yaml` out': 'held',
        'the pnpm of the image reads a lock file of version 9': 'held',
      },
    },
  },
});

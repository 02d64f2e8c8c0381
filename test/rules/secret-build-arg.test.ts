import rule from '../../src/rules/secret-build-arg.ts';
import { testRule } from './rule-table.ts';

const HEAD = '# syntax=docker/dockerfile:1\nFROM node:22\n';
const READ = 'curl -H "Authorization: Bearer $NPM_TOKEN" https://e.test';
const TEXT = `${HEAD}ARG NPM_TOKEN\nRUN ${READ}\n`;
const AFTER = `${HEAD}RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN ${READ}\n`;
const COMPOSE =
  'services:\n  a:\n    build:\n      context: .\n      args:\n        NPM_TOKEN: ${NPM_TOKEN}\n';
const COMPOSE_AFTER =
  'services:\n  a:\n    build:\n      context: .\n      secrets:\n        - NPM_TOKEN\n\nsecrets:\n  NPM_TOKEN:\n    environment: NPM_TOKEN\n';
const FILES = { 'compose.yaml': COMPOSE };
const FILES_AFTER = { 'compose.yaml': COMPOSE_AFTER };

testRule(rule, {
  passes: {
    'the name says nothing of a secret': 'FROM debian:12\nARG VERSION\nARG TOKEN_URL\n',
    'the default is literal, which is another rule': 'FROM debian:12\nARG NPM_TOKEN=abc\n',
    'ENV is literal, which is another rule': 'FROM debian:12\nENV NPM_TOKEN=abc\n',
    'a secret is mounted':
      'FROM node:22\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci\n',
  },
  leaves: {
    'the argument has no default': ['FROM node:22\nARG NPM_TOKEN\n', [2], /--build-arg/],
    'the default is empty': ['FROM node:22\nARG NPM_TOKEN=""\n', [2]],
    'one of several on a line': ['FROM node:22\nARG A B_PASSWORD\n', [2]],
    'it is declared again in a stage': ['ARG NPM_TOKEN\nFROM node:22\nARG NPM_TOKEN\n', [1]],
    'no build is known': {
      text: TEXT,
      lines: [3],
      files: {},
      reason: /no build in the repository/,
    },
    'CMD reads it': {
      text: `${TEXT}CMD run $NPM_TOKEN\n`,
      lines: [3],
      files: FILES,
      reason: /CMD on line 5 keeps or reads/,
    },
    'a label keeps it': {
      text: `${TEXT}LABEL a=$NPM_TOKEN\n`,
      lines: [3],
      files: FILES,
      reason: /LABEL on line 5/,
    },
    'ONBUILD reads it': {
      text: `${TEXT}ONBUILD RUN echo $NPM_TOKEN\n`,
      lines: [3],
      files: FILES,
      reason: /ONBUILD on line 5/,
    },
    'no RUN shows what reads it': {
      text: `${HEAD}ARG NPM_TOKEN\nRUN npm ci\n`,
      lines: [3],
      files: FILES,
      reason: /no RUN shows what reads `NPM_TOKEN`; write `RUN --mount/,
    },
    'ENV gives the argument another name': {
      text: TEXT.replace('RUN', 'ENV B=$NPM_TOKEN\nRUN'),
      lines: [3, 4],
      files: FILES,
      reason: /ENV on line 4 keeps or reads|run time/,
    },
    'the program names what ENV keeps': {
      text: TEXT.replace('RUN', 'ENV NPM_TOKEN=$NPM_TOKEN\nRUN'),
      lines: [3, 4],
      files: { ...FILES, 'a.js': 'console.log(process.env.NPM_TOKEN)\n' },
      reason: /a\.js names `NPM_TOKEN`, which ENV gives to the program|run time/,
    },
    'another ARG has a default': {
      text: `ARG NPM_TOKEN\nFROM node:22\nARG NPM_TOKEN=x\nRUN echo $NPM_TOKEN\n`,
      lines: [1],
      files: FILES,
      reason: /gives `NPM_TOKEN` a value/,
    },
    'a script passes it, too': {
      text: TEXT,
      lines: [3],
      files: { ...FILES, 'build.sh': 'docker build --build-arg NPM_TOKEN .\n' },
      reason: /build\.sh passes it/,
    },
    'a build cannot be edited': {
      text: TEXT,
      lines: [3],
      files: { 'compose.yaml': COMPOSE.replace('${NPM_TOKEN}', 'abc') },
      reason:
        /write `--secret id=NPM_TOKEN` in compose\.yaml, line 3, in place of the argument; write/,
    },
    'an old frontend and a command in the background': {
      text: 'FROM node:22\nARG NPM_TOKEN\nRUN serve & echo $NPM_TOKEN\n',
      lines: [2],
      files: FILES,
      reason: /in the background on line 3/,
    },
    'an old frontend and another user than root': {
      text: 'FROM node:22\nARG NPM_TOKEN\nUSER node\nRUN echo $NPM_TOKEN\n',
      lines: [2],
      files: FILES,
      reason: /another user than root/,
    },
    'ENV keeps it': [
      'FROM node:22\nARG NPM_TOKEN\nENV NPM_AUTH=${NPM_TOKEN}\n',
      [2, 3],
      /--build-arg|run time/,
    ],
  },
  fixes: {
    'a RUN reads it, and compose passes it': {
      before: TEXT,
      after: AFTER,
      files: FILES,
      filesAfter: FILES_AFTER,
      preconditions: {
        'every build that the repository shows passes `NPM_TOKEN` as a secret': 'held',
        'nothing reads `NPM_TOKEN` when the container runs': 'held',
        'no other RUN reads `NPM_TOKEN` from its environment': 'held',
      },
    },
    'a program that is not known may read it, too': {
      before: `${TEXT}RUN make\n`,
      after: `${AFTER}RUN make\n`,
      files: FILES,
      filesAfter: FILES_AFTER,
      preconditions: {
        'every build that the repository shows passes `NPM_TOKEN` as a secret': 'held',
        'nothing reads `NPM_TOKEN` when the container runs': 'held',
        'no other RUN reads `NPM_TOKEN` from its environment': 'unknown',
      },
    },
    'the settings of npm read it': {
      before: `${HEAD}ARG NPM_TOKEN=""\nRUN apt-get update\nRUN npm ci\n`,
      after: `${HEAD}RUN apt-get update\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci\n`,
      files: { ...FILES, '.npmrc': '//r.test/:_authToken=${NPM_TOKEN}\n' },
      filesAfter: FILES_AFTER,
    },
    'the frontend is not known, so that the shell reads it': {
      before: 'FROM debian:12\nARG NPM_TOKEN\nRUN a \\\n    && b $NPM_TOKEN\n',
      after:
        'FROM debian:12\nRUN --mount=type=secret,id=NPM_TOKEN export NPM_TOKEN="$(cat /run/secrets/NPM_TOKEN)" && a \\\n    && b $NPM_TOKEN\n',
      files: FILES,
      filesAfter: FILES_AFTER,
    },
    'the frontend is pinned to an old release': {
      before: '# syntax=docker/dockerfile:1.7\nFROM debian:12\nARG NPM_TOKEN\nRUN b $NPM_TOKEN\n',
      after:
        '# syntax=docker/dockerfile:1.7\nFROM debian:12\nRUN --mount=type=secret,id=NPM_TOKEN export NPM_TOKEN="$(cat /run/secrets/NPM_TOKEN)" && b $NPM_TOKEN\n',
      files: FILES,
      filesAfter: FILES_AFTER,
    },
    'it is declared before FROM and in two stages': {
      before: `# syntax=docker/dockerfile:1.10\nARG NPM_TOKEN\nFROM a AS x\nARG NPM_TOKEN\nRUN --mount=type=cache,target=/c b $NPM_TOKEN\nFROM a\nARG NPM_TOKEN\nRUN ["b", "$NPM_TOKEN"]\n`,
      after: `# syntax=docker/dockerfile:1.10\nFROM a AS x\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN --mount=type=cache,target=/c b $NPM_TOKEN\nFROM a\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN ["b", "$NPM_TOKEN"]\n`,
      files: FILES,
      filesAfter: FILES_AFTER,
    },
    'the ARG declares others, too': {
      before: TEXT.replace('ARG NPM_TOKEN', 'ARG A NPM_TOKEN B=1'),
      after: AFTER.replace('RUN', 'ARG A B=1\nRUN'),
      files: FILES,
      filesAfter: FILES_AFTER,
    },
    'it is the first name of an ARG on two lines': {
      before: TEXT.replace('ARG NPM_TOKEN', 'ARG NPM_TOKEN="" \\\n    B=1'),
      after: AFTER.replace('RUN', 'ARG B=1\nRUN'),
      files: FILES,
      filesAfter: FILES_AFTER,
    },
    'ENV keeps it, and no source of the program names it': {
      before: TEXT.replace('RUN', 'ENV A=1 NPM_TOKEN=${NPM_TOKEN}\nRUN'),
      after: AFTER.replace('RUN', 'ENV A=1\nRUN'),
      files: { ...FILES, 'a.js': 'console.log(1)\n' },
      filesAfter: FILES_AFTER,
      preconditions: {
        'every build that the repository shows passes `NPM_TOKEN` as a secret': 'held',
        'nothing reads `NPM_TOKEN` when the container runs': 'held',
        'no other RUN reads `NPM_TOKEN` from its environment': 'held',
      },
    },
    'ENV keeps it in a builder, whatever the program names': {
      before: `${TEXT.replace('node:22', 'node:22 AS b').replace('RUN', 'ENV NPM_TOKEN=$NPM_TOKEN\nRUN')}FROM node:22\nCOPY --from=b /a /a\n`,
      after: `${AFTER.replace('node:22', 'node:22 AS b')}FROM node:22\nCOPY --from=b /a /a\n`,
      files: { ...FILES, 'a.js': 'console.log(process.env.NPM_TOKEN)\n' },
      filesAfter: FILES_AFTER,
    },
    'a comment above the ARG stays': {
      before: TEXT.replace('ARG', '# the registry\nARG').replaceAll('\n', '\r\n'),
      after: AFTER.replace('RUN', '# the registry\nRUN').replaceAll('\n', '\r\n'),
      files: FILES,
      filesAfter: FILES_AFTER,
    },
  },
});

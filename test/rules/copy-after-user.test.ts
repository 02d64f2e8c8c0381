import rule from '../../src/rules/copy-after-user.ts';
import { testRule } from './rule-table.ts';

const NODE = 'FROM node:22\nWORKDIR /app\nUSER node\n';

testRule(rule, {
  passes: {
    'no user is set': 'FROM node:22\nCOPY a /a\nUSER node\n',
    'the user is root': 'FROM node:22\nUSER root\nCOPY a /a\n',
    'an owner is named': 'FROM node:22\nUSER node\nCOPY --chown=node a /a\n',
    'the system is Windows':
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\nCOPY a /a\n',
    'nothing is known of the base image': 'FROM example.com/a:1\nCOPY a /a\n',
  },
  fixes: {
    'the same user installs there afterwards': {
      before: `${NODE}COPY . .\nRUN npm install\n`,
      after: `${NODE}COPY --chown=node . .\nRUN npm install\n`,
      preconditions: {
        'line 5 (`npm install`) writes to /app as `node`': 'held',
        '/app itself belongs to `node`: COPY leaves a directory that is there as it is': 'unknown',
      },
    },
    'a development server runs there, in a directory that was given away': {
      before:
        'FROM node:22\nWORKDIR /app\nRUN chown node /app\nUSER node\nCOPY . .\nCMD npm run dev\n',
      after:
        'FROM node:22\nWORKDIR /app\nRUN chown node /app\nUSER node\nCOPY --chown=node . .\nCMD npm run dev\n',
      preconditions: {
        '`npm run dev` writes to /app as `node`': 'held',
        '/app itself belongs to `node`: COPY leaves a directory that is there as it is': 'held',
      },
    },
    'it goes into a volume': {
      before: 'FROM node:22\nUSER node:node\nCOPY --link a /data/a\nVOLUME /data/\n',
      after:
        'FROM node:22\nUSER node:node\nCOPY --chown=node:node --link a /data/a\nVOLUME /data/\n',
      preconditions: { 'VOLUME says that /data/ is written': 'held' },
    },
  },
  leaves: {
    'only single files are copied before the installation': [
      `${NODE}COPY package.json ./\nRUN npm ci\n`,
      [4],
    ],
    'what starts only reads': [`${NODE}COPY . .\nCMD ["node", "a.js"]\n`, [4]],
    'root installs': [`${NODE}COPY . .\nUSER root\nRUN npm ci\n`, [4]],
    'the installation is somewhere else': [`${NODE}COPY . .\nWORKDIR /b\nRUN npm ci\n`, [4]],
    'the installation goes somewhere else': [`${NODE}COPY . .\nRUN cd /b && npm ci\n`, [4]],
    'root runs the development server': [`${NODE}COPY . .\nUSER root\nCMD npm run dev\n`, [4]],
    'images that are built on it get it': [
      'FROM node:22\nUSER node\nONBUILD COPY a /data\nVOLUME /data\n',
      [3],
    ],
    'a user is set before': [
      'FROM node:22\nUSER node\nCOPY a /a\nADD b.tgz /b\n',
      [3, 4],
      /--chown=node/,
    ],
    'the base image has a user': ['FROM jenkins/jenkins:lts\nCOPY a /a\n', [2], /--chown=jenkins/],
  },
});

import rule from '../../src/rules/npm-ci.ts';
import { testRule } from './rule-table.ts';

const FITTING = {
  'package.json': '{"dependencies":{"a":"^1.0.0"},"devDependencies":{"b":"2"}}',
  'package-lock.json':
    '{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"^1.0.0"},"devDependencies":{"b":"2"}},"node_modules/a":{"version":"1.0.0"},"node_modules/b":{"version":"2.0.0"}}}',
};
const IN_APP = Object.fromEntries(Object.entries(FITTING).map(([k, v]) => [`app/${k}`, v]));
const COPIED = 'FROM node:22\nWORKDIR /app\nCOPY package*.json ./\n';

testRule(rule, {
  passes: {
    'npm ci is used': 'FROM node:22\nCOPY package*.json ./\nRUN npm ci\n',
    'no lock file is copied': 'FROM node:22\nCOPY package.json ./\nRUN npm install\n',
    'a package is named': 'FROM node:22\nCOPY package*.json ./\nRUN npm install serve\n',
    'a program is installed for all': 'FROM node:22\nCOPY package*.json ./\nRUN npm i -g .\n',
    'only the lock file is made':
      'FROM node:22\nCOPY package*.json ./\nRUN npm install --package-lock-only\n',
    'the lock file is not wanted': {
      text: `${COPIED}RUN npm install --no-package-lock\n`,
      files: FITTING,
    },
    'the repository has no lock file': {
      text: `${COPIED}RUN npm install\n`,
      files: { 'package.json': '{}' },
    },
    'the lock file comes later': {
      text: 'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm i\nCOPY . .\n',
      files: FITTING,
    },
  },
  leaves: {
    'the lock file is copied by name and the repository is not known': [
      'FROM node:22\nCOPY package.json package-lock.json ./\nRUN npm install --omit=dev\n',
      [3],
      /fits `package.json`/,
    ],
    'the lock file is copied by a pattern and the repository is not known': [
      'FROM node:22\nCOPY --chown=node package*.json ./\nRUN npm i\n',
      [3],
    ],
    'the lock file is copied in the parent stage': [
      'FROM node:22 AS a\nCOPY npm-shrinkwrap.json ./\nFROM a\nRUN npm install\n',
      [4],
    ],
    'the lock file was made for another range': {
      text: `${COPIED}RUN npm install\n`,
      lines: [4],
      reason: /it has \^1\.0\.0 `a` where `package\.json` has \^1\.1\.0/,
      files: { ...FITTING, 'package.json': '{"dependencies":{"a":"^1.1.0"}}' },
    },
    'the lock file names a package without its version': {
      text: `${COPIED}RUN npm install\n`,
      lines: [4],
      reason: /it has no version of `a`/,
      files: {
        'package.json': '{"dependencies":{"a":"1"}}',
        'package-lock.json': '{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"1"}}}}',
      },
    },
    'the lock file lacks a package': {
      text: `${COPIED}RUN npm install\n`,
      lines: [4],
      reason: /it has no `c`/,
      files: {
        'package.json': '{"dependencies":{"c":"1"}}',
        'package-lock.json': '{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0"}}}',
      },
    },
    'the npm of the image is too old for the lock file': {
      text: `FROM node:14\nWORKDIR /app\nCOPY package*.json ./\nRUN npm install\n`,
      lines: [4],
      reason: /`node:14` takes a lock file of version 3 does not hold/,
      files: FITTING,
    },
    'the lock file goes elsewhere': {
      text: 'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nCOPY package-lock.json /x/\nRUN npm i\n',
      lines: [5],
      reason: /not to be seen here/,
      files: FITTING,
    },
    'another folder is meant': {
      text: `FROM node:22\nWORKDIR /app\nCOPY . .\nRUN cd client && npm install\n`,
      lines: [4],
      reason: /`cd` leads into another folder/,
      files: FITTING,
    },
    'node_modules is a mount': {
      text: `${COPIED}RUN --mount=type=cache,target=/app/node_modules npm install\n`,
      lines: [4],
      reason: /mount `\/root\/\.npm` instead/,
      files: FITTING,
    },
    'a part of node_modules is copied before': {
      text: `${COPIED}COPY a node_modules/a\nRUN npm install\n`,
      lines: [5],
      reason: /a part is copied before/,
      files: FITTING,
    },
    'an ignore file keeps the lock file out': {
      text: `${COPIED}RUN npm install\n`,
      lines: [4],
      reason: /^`\.dockerignore` keeps `package-lock\.json` out of the build/,
      files: { ...FITTING, '.dockerignore': '*-lock.json\n' },
    },
    'the ignore file of the Dockerfile keeps the folder of the lock file out': {
      text: 'FROM node:22\nWORKDIR /srv\nCOPY app /srv\nRUN npm install\n',
      lines: [4],
      reason: /^`Dockerfile\.dockerignore` keeps `app\/package-lock\.json` out/,
      files: { ...IN_APP, '.dockerignore': '', 'Dockerfile.dockerignore': 'app\n' },
    },
  },
  fixes: {
    'the lock file fits': {
      before: `${COPIED}RUN npm install --production\n`,
      after: `${COPIED}RUN npm ci --production\n`,
      files: FITTING,
      preconditions: {
        '`package-lock.json` fits `package.json`': 'held',
        'the context of the build is `.`: the files that are copied are there': 'held',
        'no `.dockerignore` keeps `package-lock.json` out': 'held',
        'the npm of `node:22` takes a lock file of version 3': 'held',
      },
    },
    'everything is copied, and several commands follow': {
      before: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm i && npm run build\n',
      after: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n',
      files: FITTING,
    },
    'a folder of the context is copied': {
      before: 'FROM node:22\nWORKDIR /srv\nCOPY app /srv\nRUN npm install\n',
      after: 'FROM node:22\nWORKDIR /srv\nCOPY app /srv\nRUN npm ci\n',
      files: IN_APP,
    },
    'a compose file names the context': {
      before: `${COPIED}RUN npm install\n`,
      after: `${COPIED}RUN npm ci\n`,
      files: {
        ...IN_APP,
        'compose.yaml':
          'services:\n  a:\n    build:\n      context: app\n      dockerfile: ../Dockerfile\n',
      },
    },
    'the files are mounted': {
      before:
        'FROM node:22\nWORKDIR /app\nRUN --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm install\n',
      after:
        'FROM node:22\nWORKDIR /app\nRUN --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\n',
      files: FITTING,
    },
    'an ignore file has lines of the same name that are not meant': {
      before: `${COPIED}RUN npm install\n`,
      after: `${COPIED}RUN npm ci\n`,
      files: {
        ...FITTING,
        '.dockerignore': '*-lock.json\n!package-lock.json\napp/package-lock.json\n',
      },
      preconditions: {
        '`package-lock.json` fits `package.json`': 'held',
        'the context of the build is `.`: the files that are copied are there': 'held',
        'no `.dockerignore` keeps `package-lock.json` out': 'held',
        'the npm of `node:22` takes a lock file of version 3': 'held',
      },
    },
    'a lock file of version 1 has the names, and nobody knows the npm': {
      before: 'FROM example.com/node\nWORKDIR /app\nCOPY . .\nRUN npm install\n',
      after: 'FROM example.com/node\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
      files: {
        'package.json': '{"dependencies":{"a":"^1.0.0"}}',
        'package-lock.json': '{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0"}}}',
      },
      preconditions: {
        '`package-lock.json` fits `package.json` (a lock file of version 1 does not say which ranges it was made for)':
          'unknown',
        'the context of the build is `.`: the files that are copied are there': 'held',
        'no `.dockerignore` keeps `package-lock.json` out': 'held',
        'the npm of the base image takes a lock file of version 1': 'unknown',
      },
    },
  },
});

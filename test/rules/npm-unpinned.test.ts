import rule from '../../src/rules/npm-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a version is given': 'FROM node:22\nRUN npm install -g serve@14 @angular/cli@17.0.0\n',
    'a version comes from a variable': 'FROM node:22\nRUN npm i -g serve@${V}\n',
    'the lock file has them': 'FROM node:22\nRUN npm install && npm ci\n',
    'a folder, a file or an address is installed':
      'FROM node:22\nRUN npm i ./x ../y x.tgz user/repo git+ssh://a/b https://a/b\n',
  },
  leaves: {
    'a package has no version': ['FROM node:22\nRUN npm install -g serve\n', [2], /lock file/],
    'a scoped package has no version': [
      'FROM node:22\nRUN npm i -g @angular/cli\n',
      [2],
      /lock file/,
    ],
    'the tag moves': ['FROM node:22\nRUN npm i -g npm@latest\n', [2], /lock file/],
  },
});

testRule(rule, {
  policy: { pins: 'versions' },
  leaves: {
    'another package brought it along': {
      text: 'FROM node:22\nRUN npm install -g ms\n',
      lines: [2],
      reason: /tells a version of `ms`/,
      installed: [
        {
          name: 'ms',
          type: 'npm',
          version: '2.0.0',
          path: 'usr/local/lib/node_modules/serve/node_modules/ms/package.json',
        },
      ],
    },
    'the lock file has another key that looks like it': {
      text: 'FROM node:22\nRUN npm install -g __proto__\n',
      lines: [2],
      files: { 'package-lock.json': '{"packages":{}}' },
    },
  },
  fixes: {
    'a tag gives way to the version': {
      before: 'FROM node:22\nRUN npm i -g @acme/serve@latest && true\n',
      after: 'FROM node:22\nRUN npm i -g @acme/serve@1.2.3-beta.1 && true\n',
      installed: [
        {
          name: '@acme/serve',
          type: 'npm',
          version: '1.2.3-beta.1',
          path: 'usr/local/lib/node_modules/@acme/serve/package.json',
        },
      ],
    },
    'a lock file tells the version': {
      before: 'FROM node:22\nRUN npm install express\n',
      after: 'FROM node:22\nRUN npm install express@4.21.2\n',
      files: { 'package-lock.json': '{"packages":{"node_modules/express":{"version":"4.21.2"}}}' },
    },
  },
});

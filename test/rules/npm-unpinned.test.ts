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

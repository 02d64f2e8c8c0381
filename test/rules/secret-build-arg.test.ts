import rule from '../../src/rules/secret-build-arg.ts';
import { testRule } from './rule-table.ts';

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
    'ENV keeps it': [
      'FROM node:22\nARG NPM_TOKEN\nENV NPM_AUTH=${NPM_TOKEN}\n',
      [2, 3],
      /--build-arg|run time/,
    ],
  },
});

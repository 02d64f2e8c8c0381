import rule from '../../src/rules/copy-chown.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'nobody is named': 'FROM node:22\nCOPY . /app\n',
    'root is named': 'FROM node:22\nCOPY --chown=root:root a /a\nADD --chown=0 b /b\n',
    'chown runs in a RUN': 'FROM node:22\nRUN chown node /data\n',
  },
  leaves: {
    'COPY and ADD give files away': [
      'FROM node:22\nCOPY --chown=node:node . /app\nADD --link --chown=1000 a.tgz /a\n',
      [2, 3],
      /in \/a(?:pp)? \(no `--chown`\)/,
    ],
    'ONBUILD does': ['FROM node:22\nONBUILD COPY --chown=node . /app\n', [2]],
  },
});

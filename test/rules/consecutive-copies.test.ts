import rule from '../../src/rules/consecutive-copies.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the destinations differ': 'FROM node:22\nCOPY a ./one\nCOPY b ./two\n',
    'something stands between': 'FROM node:22\nCOPY package.json ./\nRUN npm ci\nCOPY a.js ./\n',
    'the flags differ': 'FROM node:22\nCOPY a ./\nCOPY --chown=node b ./\n',
    'the keywords differ': 'FROM node:22\nCOPY a ./\nADD b ./\n',
    'the stage is not shipped': 'FROM node:22 AS a\nCOPY a ./\nCOPY b ./\nFROM nginx:1.27\n',
    'one is a here-document': 'FROM node:22\nCOPY a /x/\nCOPY <<b /x/\nc\nb\n',
  },
  leaves: {
    'each that another follows': [
      'FROM node:22\nCOPY a ./\nCOPY b ./\nCOPY c ./\n',
      [2, 3],
      /built anew/,
    ],
    'ADD with the same flags': [
      'FROM node:22\nADD --chown=node a /x/\nADD --chown=node b /x/\n',
      [2],
      /^`ADD --chown=node a b \/x\/` would be built anew/,
    ],
  },
});

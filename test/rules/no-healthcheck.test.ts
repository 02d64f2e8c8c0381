import rule from '../../src/rules/no-healthcheck.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'there is one': 'FROM node:22\nHEALTHCHECK CMD ["node", "health.js"]\nCMD ["node", "a.js"]\n',
    'the parent stage has one': 'FROM node:22 AS a\nHEALTHCHECK CMD x\nFROM a\nCMD ["node"]\n',
    'somebody decided on none': 'FROM node:22\nHEALTHCHECK NONE\nCMD ["node"]\n',
    'nothing runs in the image': 'FROM scratch\nCOPY out /\n',
  },
  leaves: {
    'the last stage has none': ['FROM node:22\nCMD ["node"]\n', [1], /not in the file/],
    'only an earlier stage has one': [
      'FROM node:22\nHEALTHCHECK CMD x\nFROM node:22\nCMD ["node"]\n',
      [3],
    ],
    'nothing is known of the base image': ['FROM example.com/a:1\nCMD ["a"]\n', [1]],
  },
});

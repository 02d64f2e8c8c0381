import rule from '../../src/rules/node-tls-reject-unauthorized.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the check is on': 'FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\n',
    'another variable has a longer name': 'FROM node:22\nENV XNODE_TLS_REJECT_UNAUTHORIZED=0\n',
    'the value is not known': 'FROM node:22\nARG V\nENV NODE_TLS_REJECT_UNAUTHORIZED=$V\n',
  },
  leaves: {
    'ENV turns it off': [
      'FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED 0\n',
      [2],
      /NODE_EXTRA_CA_CERTS/,
    ],
    'ARG turns it off in quotes': ['FROM node:22\nARG NODE_TLS_REJECT_UNAUTHORIZED="0"\n', [2]],
    'a variable of the file turns it off': [
      'FROM node:22\nARG V=0\nENV NODE_TLS_REJECT_UNAUTHORIZED=$V\n',
      [3],
    ],
    'one command runs without': [
      'FROM node:22\nRUN A=1 NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci\n',
      [2],
    ],
    'env passes it': ['FROM node:22\nRUN env NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci\n', [2]],
  },
});

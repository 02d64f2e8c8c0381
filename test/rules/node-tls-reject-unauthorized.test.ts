import rule from '../../src/rules/node-tls-reject-unauthorized.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the check is on': 'FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\n',
    'another variable has a longer name': 'FROM node:22\nENV XNODE_TLS_REJECT_UNAUTHORIZED=0\n',
    'the value is not known': 'FROM node:22\nARG V\nENV NODE_TLS_REJECT_UNAUTHORIZED=$V\n',
  },
  leaves: {
    'the file names a host of one’s own': [
      'FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED=0 API=https://api.corp/v1\n',
      [2],
      /api\.corp is in a network of your own: name the certificate of its authority in `NODE_EXTRA_CA_CERTS`/,
    ],
    'another place reads the variable': [
      'FROM node:22\nARG NODE_TLS_REJECT_UNAUTHORIZED="0"\nENV X=$NODE_TLS_REJECT_UNAUTHORIZED\n',
      [2],
    ],
  },
  fixes: {
    'ENV, whatever the programs of the container do': {
      before: 'FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED 0\nCMD ["node", "a.js"]\n',
      after: 'FROM node:22\nCMD ["node", "a.js"]\n',
      preconditions: {
        'the Node.js programs that run with it talk only to hosts with certificates of known authorities, or know theirs (`NODE_EXTRA_CA_CERTS`)':
          'unknown',
      },
    },
    'the value of a variable of the file': [
      'FROM node:22\nARG V=0\nENV A=1 NODE_TLS_REJECT_UNAUTHORIZED=$V\n',
      'FROM node:22\nARG V=0\nENV A=1\n',
    ],
    'one command, with a prefix or through env': [
      'FROM node:22\nRUN A=1 NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci\nRUN env NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci\n',
      'FROM node:22\nRUN A=1 npm ci\nRUN env npm ci\n',
    ],
  },
});

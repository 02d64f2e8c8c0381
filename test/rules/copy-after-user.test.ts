import rule from '../../src/rules/copy-after-user.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'no user is set': 'FROM node:22\nCOPY a /a\nUSER node\n',
    'the user is root': 'FROM node:22\nUSER root\nCOPY a /a\n',
    'an owner is named': 'FROM node:22\nUSER node\nCOPY --chown=node a /a\n',
    'nothing is known of the base image': 'FROM example.com/a:1\nCOPY a /a\n',
  },
  leaves: {
    'a user is set before': [
      'FROM node:22\nUSER node\nCOPY a /a\nADD b.tgz /b\n',
      [3, 4],
      /--chown=node/,
    ],
    'the base image has a user': ['FROM jenkins/jenkins:lts\nCOPY a /a\n', [2], /--chown=jenkins/],
  },
});

import rule from '../../src/rules/copy-after-user.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'no user is set': 'FROM node:22\nCOPY a /a\nUSER node\n',
    'the user is root': 'FROM node:22\nUSER root\nCOPY a /a\n',
    'an owner is named': 'FROM node:22\nUSER node\nCOPY --chown=node a /a\n',
    'the system is Windows':
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\nCOPY a /a\n',
    'nothing is known of the base image': 'FROM example.com/a:1\nCOPY a /a\n',
  },
  fixes: {
    'it goes into a volume': {
      before: 'FROM node:22\nUSER node:node\nCOPY --link a /data/a\nVOLUME /data/\n',
      after:
        'FROM node:22\nUSER node:node\nCOPY --chown=node:node --link a /data/a\nVOLUME /data/\n',
      preconditions: { 'VOLUME says that /data/ is written': 'held' },
    },
  },
  leaves: {
    'images that are built on it get it': [
      'FROM node:22\nUSER node\nONBUILD COPY a /data\nVOLUME /data\n',
      [3],
    ],
    'a user is set before': [
      'FROM node:22\nUSER node\nCOPY a /a\nADD b.tgz /b\n',
      [3, 4],
      /--chown=node/,
    ],
    'the base image has a user': ['FROM jenkins/jenkins:lts\nCOPY a /a\n', [2], /--chown=jenkins/],
  },
});

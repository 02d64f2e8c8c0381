import rule from '../../src/rules/npm-ci.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'npm ci is used': 'FROM node:22\nCOPY package*.json ./\nRUN npm ci\n',
    'no lock file is copied': 'FROM node:22\nCOPY package.json ./\nRUN npm install\n',
    'a package is named': 'FROM node:22\nCOPY package*.json ./\nRUN npm install serve\n',
    'a program is installed for all': 'FROM node:22\nCOPY package*.json ./\nRUN npm i -g .\n',
    'only the lock file is made':
      'FROM node:22\nCOPY package*.json ./\nRUN npm install --package-lock-only\n',
  },
  leaves: {
    'the lock file is copied by name': [
      'FROM node:22\nCOPY package.json package-lock.json ./\nRUN npm install --omit=dev\n',
      [3],
      /fits `package.json`/,
    ],
    'the lock file is copied by a pattern': [
      'FROM node:22\nCOPY --chown=node package*.json ./\nRUN npm i\n',
      [3],
    ],
    'the lock file is copied in the parent stage': [
      'FROM node:22 AS a\nCOPY npm-shrinkwrap.json ./\nFROM a\nRUN npm install\n',
      [4],
    ],
  },
});

import rule from '../../src/rules/debug-settings.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'it is off': 'FROM python:3.12\nENV FLASK_DEBUG=0 NODE_ENV=production\n',
    'it is turned off again': 'FROM python:3.12\nENV FLASK_DEBUG=1\nENV FLASK_DEBUG=0\n',
    'only an earlier stage has it': 'FROM node:22\nENV NODE_ENV=development\nFROM node:22\n',
    'only one command has it': 'FROM node:22\nRUN NODE_ENV=development npm ci\n',
    'it is a build argument': 'FROM node:22\nARG NODE_ENV=development\n',
  },
  leaves: {
    'frameworks of several languages': [
      'FROM python:3.12\nENV FLASK_DEBUG=true\nENV NODE_ENV development\nENV ASPNETCORE_ENVIRONMENT="Development"\n',
      [2, 3, 4],
      /from outside/,
    ],
    'the parent stage has it': ['FROM node:22 AS a\nENV NODE_ENV=development\nFROM a\n', [2]],
    'a variable of the file gives it': ['FROM node:22\nARG E=dev\nENV APP_ENV=$E\n', [3]],
  },
});

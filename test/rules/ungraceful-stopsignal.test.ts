import rule from '../../src/rules/ungraceful-stopsignal.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the program can answer':
      'FROM node:22\nSTOPSIGNAL SIGQUIT\nSTOPSIGNAL 15\nSTOPSIGNAL SIGRTMIN+3\n',
    'the signal is a build argument': 'FROM node:22\nARG S\nSTOPSIGNAL $S\n',
  },
  leaves: {
    'it is for the images built on this one': [
      'FROM node:22\nONBUILD STOPSIGNAL SIGKILL\n',
      [2],
      /built on this one/,
    ],
  },
  fixes: {
    'the makers of the base image chose a signal': {
      before: 'FROM nginx:1.28\nSTOPSIGNAL SIGKILL\n',
      after: 'FROM nginx:1.28\n',
      preconditions: {
        'the program ends in good order on the signal of the base image, by default SIGTERM; `nginx` does':
          'held',
      },
    },
    'by name and by number': {
      before: 'FROM node:22\nSTOPSIGNAL SIGKILL\nSTOPSIGNAL 9\nSTOPSIGNAL sigstop\n',
      after: 'FROM node:22\n',
      preconditions: {
        'the program ends in good order on the signal of the base image, by default SIGTERM':
          'unknown',
      },
    },
    'by a variable of the file': [
      'FROM node:22\nARG S=KILL\nSTOPSIGNAL ${S}\n',
      'FROM node:22\nARG S=KILL\n',
    ],
  },
});

import rule from '../../src/rules/ungraceful-stopsignal.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the program can answer':
      'FROM node:22\nSTOPSIGNAL SIGQUIT\nSTOPSIGNAL 15\nSTOPSIGNAL SIGRTMIN+3\n',
    'the signal is a build argument': 'FROM node:22\nARG S\nSTOPSIGNAL $S\n',
  },
  leaves: {
    'by name and by number': [
      'FROM node:22\nSTOPSIGNAL SIGKILL\nSTOPSIGNAL 9\nSTOPSIGNAL sigstop\n',
      [2, 3, 4],
      /SIGTERM/,
    ],
    'by a variable of the file': ['FROM node:22\nARG S=KILL\nSTOPSIGNAL ${S}\n', [3]],
  },
});

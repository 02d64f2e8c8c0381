import rule from '../../src/rules/from-as-casing.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'both are in capitals': 'FROM debian:12 AS base\n',
    'both are in small letters': 'from debian:12 as base\n',
    'FROM is mixed itself': 'From debian:12 as base\nRUN true\n',
    'the stage has no name': 'FROM debian:12\n',
    'an image is called as': 'FROM as\n',
  },
  leaves: {
    'FROM differs from the rest of the file, too': [
      'from debian:12 AS base\nRUN true\nUSER a\n',
      [1],
      /changes first/,
    ],
  },
  fixes: {
    'small letters behind capitals': ['FROM a:1 as b\nFROM b\n', 'FROM a:1 AS b\nFROM b\n'],
    'capitals behind small letters': ['from a:1 AS b\nrun x\n', 'from a:1 as b\nrun x\n'],
    'mixed letters': [
      'FROM --platform=$BUILDPLATFORM a:1 As b\n',
      'FROM --platform=$BUILDPLATFORM a:1 AS b\n',
    ],
    'on a line of its own': ['FROM a:1 \\\n  as b\n', 'FROM a:1 \\\n  AS b\n'],
  },
});

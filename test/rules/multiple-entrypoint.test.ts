import rule from '../../src/rules/multiple-entrypoint.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'each stage has one': 'FROM a:1\nENTRYPOINT ["a"]\nFROM b:1\nENTRYPOINT ["b"]\n',
    'one of two is for child images': 'FROM a:1\nONBUILD ENTRYPOINT ["a"]\nENTRYPOINT ["b"]\n',
  },
  fixes: {
    'two around a CMD, which stays': [
      'FROM node:20\nENTRYPOINT ["a"]\nCMD ["c"]\nENTRYPOINT ["b"]\n',
      'FROM node:20\nCMD ["c"]\nENTRYPOINT ["b"]\n',
    ],
    'two that reset the CMD of the base': [
      'FROM node:20\nENTRYPOINT ["a"]\nENTRYPOINT b\n',
      'FROM node:20\nENTRYPOINT b\n',
    ],
  },
});

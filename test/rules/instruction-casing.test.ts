import rule from '../../src/rules/instruction-casing.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'all are in capitals': 'ARG A\nFROM debian:12\nRUN run\n',
    'all are in small letters': 'from debian:12\nrun RUN\n',
    'the text of a here-document looks like one': 'FROM debian:12\nRUN <<EOF\nrun me\nEOF\n',
  },
  leaves: {
    'a continuation cuts the keyword': ['FROM a:1\nru\\\nn true\n', [2], /continuation/],
  },
  fixes: {
    'the minority, ARG before FROM included': [
      'arg A\nFROM a:1\nCopy a b\nRUN true\n',
      'ARG A\nFROM a:1\nCOPY a b\nRUN true\n',
    ],
    'capitals in a file of small letters': ['from a:1\nrun x\nRUN y\n', 'from a:1\nrun x\nrun y\n'],
    'one of each, where capitals win': ['FROM a:1\nrun x\n', 'FROM a:1\nRUN x\n'],
    'FROM together with its AS': ['from a:1 as b\nRUN x\nRUN y\n', 'FROM a:1 AS b\nRUN x\nRUN y\n'],
    'ONBUILD together with its trigger': [
      'FROM a:1\nRUN x\nonbuild run y\n',
      'FROM a:1\nRUN x\nONBUILD RUN y\n',
    ],
  },
});

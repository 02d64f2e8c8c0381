import rule from '../../src/rules/invalid-syntax.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'all is well': '# syntax=docker/dockerfile:1\nARG A=1\nFROM debian:$A AS b\nCMD ["x"]\n',
    'ARG stands before FROM': 'ARG A\nFROM debian:12\n',
    'a template engine would fill it': 'FROM debian:12\n{{ install }}\n',
  },
  leaves: {
    'an instruction that is none': ['FROM a:1\nCOPPY x y\n', [2], /which instruction is meant/],
    'an instruction before FROM': ['LABEL a=b\nFROM a:1\n', [1], /the stage/],
    'an instruction without its argument': ['FROM a:1\nENV\n', [2], /missing/],
    'FROM with too many words': ['FROM a:1 as b c\n', [1]],
    'a here-document without end': ['FROM a:1\nRUN <<EOF\ntrue\n', [2], /meant to end/],
    'a file with comments only': ['# nothing\n', [1], /which image/],
    'an escape character that is none': ['# escape=x\nFROM a:1\n', [1]],
  },
});

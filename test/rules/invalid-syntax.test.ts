import rule from '../../src/rules/invalid-syntax.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'all is well': '# syntax=docker/dockerfile:1\nARG A=1\nFROM debian:$A AS b\nCMD ["x"]\n',
    'ARG stands before FROM': 'ARG A\nFROM debian:12\n',
    'a template engine would fill it': 'FROM debian:12\n{{ install }}\n',
  },
  leaves: {
    'an instruction like no other': [
      'FROM a:1\nINCLUDE ./b\n',
      [2],
      /no instruction.*nearly like it/,
    ],
    'an instruction that may be one of two': ['FROM a:1\nARD x\n', [2], /^ADD or ARG may be meant/],
    'a word that is too short to tell': ['FROM a:1\nCD /app\n', [2], /nearly like it/],
    'a misspelt one beside another mistake': [
      'FROM a:1\nCOPPY x y\nENV\n',
      [2, 3],
      /COPY may be meant, but|what is missing/,
    ],
    'a misspelt one whose arguments do not fit': [
      'FROM a:1\nEMV x\n',
      [2],
      /ENV may be meant, but/,
    ],
    'a misspelt one with a here-document': ['FROM a:1\nRUNN <<EOF\nmake\nEOF\n', [2, 3, 4]],
    'a command that lost its RUN': [
      'FROM a:1\nRUN make\n    cmp a b\n',
      [3],
      /end the line before it/,
    ],
    'a list that lost its continuation': [
      'FROM a:1\nRUN make\n && make install\n',
      [3],
      /a part of the RUN above/,
    ],
    'an instruction before FROM': ['LABEL a=b\nFROM a:1\n', [1], /the stage/],
    'an instruction without its argument': ['FROM a:1\nENV\n', [2], /missing/],
    'FROM with too many words': [
      'FROM Apache Spark 3\n',
      [1],
      /`Apache Spark 3` is not in the file/,
    ],
    'a here-document without end': ['FROM a:1\nRUN <<EOF\ntrue\n', [2], /meant to end/],
    'a file with comments only': ['# nothing\n', [1], /which image/],
    'an escape character that is none': ['# escape=x\nFROM a:1\n', [1]],
  },
  fixes: {
    'a letter too many, with other fixes left for later': {
      before: 'FROM a:1\nCOPPY x y\n',
      after: 'FROM a:1\nCOPY x y\n',
      preconditions: {
        '`COPPY` is one slip away from COPY and from no other instruction': 'held',
        'the builder accepts the file afterwards': 'held',
      },
    },
    'two letters swapped, and what stood before FROM by it': [
      '# c\r\nFORM a:1\r\nRUN x\r\nUSER b',
      '# c\r\nFROM a:1\r\nRUN x\r\nUSER b',
    ],
    'two of them, in the case of the file': [
      'from a:1\nrunn make\ncmmd ["a"]\n',
      'from a:1\nrun make\ncmd ["a"]\n',
    ],
  },
});

import rule from '../../src/rules/duplicate-stage-name.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the names differ': 'FROM a:1 AS b\nFROM a:1 AS c\nFROM b\n',
    'stages have no names': 'FROM a:1\nFROM a:1\n',
    'a stage has the name of an image': 'FROM a AS a\n',
  },
  leaves: {
    'a build asks for it by its name': {
      text: 'FROM a:1 AS b\nFROM c:1 AS b\n',
      files: { 'compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      target: b\n' },
      lines: [2],
      reason: /a build asks for the stage `b` by its name \(compose\.yaml:\d+ does\)/,
    },
    'a variable names it': [
      'ARG X=b\nFROM a:1 AS b\nFROM c:1 AS b\nFROM $X\n',
      [3],
      /`\$X` means it/,
    ],
  },
  fixes: {
    'two names are equal': {
      before: 'FROM a:1 AS b\nFROM c:1 AS b\nFROM d:1\nCOPY --from=b /x /x\n',
      after: 'FROM a:1 AS b\nFROM c:1 AS b-2\nFROM d:1\nCOPY --from=b-2 /x /x\n',
      preconditions: { 'no build asks for the stage `b` by its name': 'unknown' },
    },
    'no build of the repository asks for it': {
      before: 'FROM a:1 AS b\nFROM c:1 AS b\n',
      after: 'FROM a:1 AS b\nFROM c:1 AS b-2\n',
      files: { 'compose.yaml': 'services:\n  a:\n    build: .\n' },
      preconditions: {
        'no build asks for the stage `b` by its name, as far as the files of the repository tell':
          'held',
      },
    },
    'two names differ in capitals only': [
      'FROM a:1 AS Build\nFROM c:1 as build\nFROM BUILD\n',
      'FROM a:1 AS Build\nFROM c:1 as build-2\nFROM BUILD-2\n',
    ],
    'the second is built on the first': [
      'FROM a:1 AS b\nFROM b AS b\nFROM scratch\nCOPY --from=b /x /x\n',
      'FROM a:1 AS b\nFROM b AS b-2\nFROM scratch\nCOPY --from=b-2 /x /x\n',
    ],
    'three are equal': [
      'FROM a:1 AS b\nFROM a:1 AS b\nFROM a:1 AS b\n',
      'FROM a:1 AS b\nFROM a:1 AS b-2\nFROM a:1 AS b-3\n',
    ],
  },
});

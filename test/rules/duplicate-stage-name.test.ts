import rule from '../../src/rules/duplicate-stage-name.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the names differ': 'FROM a:1 AS b\nFROM a:1 AS c\nFROM b\n',
    'stages have no names': 'FROM a:1\nFROM a:1\n',
    'a stage has the name of an image': 'FROM a AS a\n',
  },
  leaves: {
    'two names are equal': ['FROM a:1 AS b\nFROM c:1 AS b\n', [2], /`--target`/],
    'two names differ in capitals only': ['FROM a:1 AS Build\nFROM c:1 as build\n', [2]],
    'three are equal': ['FROM a:1 AS b\nFROM a:1 AS b\nFROM a:1 AS b\n', [2, 3]],
    'the second is built on the first': ['FROM a:1 AS b\nFROM b AS b\n', [2]],
  },
});

import rule from '../../src/rules/reserved-stage-name.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'scratch is the base': 'FROM scratch AS base\n',
    'the name only begins like it': 'FROM a:1 AS context2\n',
  },
  leaves: {
    scratch: ['FROM a:1 AS scratch\n', [1], /choose another/],
    'context in capitals': ['FROM a:1\nFROM b:1 AS Context\n', [2]],
  },
});

import rule from '../../src/rules/reserved-stage-name.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'scratch is the base': 'FROM scratch AS base\n',
    'the name only begins like it': 'FROM a:1 AS context2\n',
  },
  leaves: {
    'a build asks for it by its name': {
      text: 'FROM a:1 AS context\n',
      files: {
        'compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      target: context\n',
      },
      lines: [1],
      reason: /a build asks for the stage `context`/,
    },
  },
  fixes: {
    'scratch, which another stage means': {
      before: 'FROM a:1 AS scratch\nFROM scratch\nRUN --mount=from=scratch,target=/x ls\n',
      after:
        'FROM a:1 AS scratch-stage\nFROM scratch-stage\nRUN --mount=from=scratch-stage,target=/x ls\n',
      preconditions: { 'no build asks for the stage `scratch` by its name': 'unknown' },
    },
    'context in capitals, and the first new name is taken': [
      'FROM a:1 AS context-stage\nFROM b:1 AS Context\n',
      'FROM a:1 AS context-stage\nFROM b:1 AS Context-2\n',
    ],
  },
});

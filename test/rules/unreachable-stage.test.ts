import rule from '../../src/rules/unreachable-stage.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'there is one stage': 'FROM node:22\n',
    'a stage is built on it, in another case': 'FROM node:22 AS Base\nFROM base\n',
    'its files are copied, by name and by index':
      'FROM node:22 AS a\nFROM node:22\nFROM nginx:1\nCOPY --from=a /a /a\nCOPY --from=1 /b /b\n',
    'it is mounted': 'FROM node:22 AS a\nFROM nginx:1\nRUN --mount=from=a,target=/a cp /a/x /x\n',
    'ONBUILD copies from it': 'FROM node:22 AS a\nFROM nginx:1\nONBUILD COPY --from=a /a /a\n',
    'an ARG names it': 'ARG B=a\nFROM node:22 AS a\nFROM $B\n',
    'a build of the repository asks for it': {
      text: 'FROM node:22 AS test\nFROM nginx:1\n',
      files: {
        'compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      target: test\n',
      },
    },
  },
  leaves: {
    'no build of the repository asks for it': {
      text: 'FROM node:22 AS test\nFROM nginx:1\n',
      files: { 'compose.yaml': 'services:\n  a:\n    build: .\n' },
      lines: [1],
      reason: /none of the 1 builds of the repository/,
    },
    'the repository tells of no builds': {
      text: 'FROM node:22 AS test\nFROM nginx:1\n',
      files: {},
      lines: [1],
      reason: /no compose file, bake file or workflow/,
    },
    'nothing uses it': ['FROM node:22 AS test\nFROM nginx:1\n', [1], /--target/],
    'each that nothing uses': ['FROM a:1 AS a\nFROM a AS test\nFROM b:1\nFROM a\n', [2, 3]],
  },
});

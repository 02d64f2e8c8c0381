import rule from '../../src/rules/copy-from-unknown.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a stage above has the name':
      'FROM a:1 AS b\nFROM c:1\nCOPY --from=B /x /x\nRUN --mount=from=b,target=/y ls\n',
    'the index exists': 'FROM a:1\nFROM c:1\nCOPY --from=0 /x /x\n',
    'it is an image':
      'FROM a:1\nCOPY --from=nginx:1.27 /x /x\nCOPY --from=ghcr.io/b/c /x /x\nRUN --mount=from=d@sha256:0,target=/y ls\n',
    'the stage names itself, which is another matter':
      'FROM a:1 AS b\nCOPY --from=b /x /x\nCOPY --from=0 /x /x\n',
    'it is for images built on this': 'FROM a:1\nONBUILD COPY --from=b /x /x\n',
  },
  leaves: {
    'no stage has the name': ['FROM a:1\nCOPY --from=build /x /x\n', [2], /whether it is an image/],
    'a mount names no stage': ['FROM a:1\nRUN --mount=type=bind,from=build,target=/x ls\n', [2]],
    'the stage comes later': [
      'FROM a:1\nCOPY --from=b /x /x\nFROM c:1 AS b\n',
      [2],
      /change places/,
    ],
    'the index is too high': ['FROM a:1\nFROM c:1\nCOPY --from=2 /x /x\n', [3], /which stage/],
    'a variable is not expanded': [
      'ARG S=b\nFROM a:1 AS b\nFROM c:1\nCOPY --from=$S /x /x\n',
      [4],
      /value of the variable/,
    ],
    'two stages are as near': [
      'FROM a:1 AS build-a\nFROM a:1 AS build-b\nFROM c:1\nCOPY --from=build-c /x /x\n',
      [4],
      /whether it is an image/,
    ],
  },
  fixes: {
    'a letter is missing': {
      before: 'FROM a:1 AS builder\nFROM c:1\nCOPY --from=bilder /x /x\n',
      after: 'FROM a:1 AS builder\nFROM c:1\nCOPY --from=builder /x /x\n',
      preconditions: { 'no image and no build context is called `bilder`': 'unknown' },
    },
    'a letter is wrong in a mount': [
      'FROM a:1 AS builder\nFROM c:1\nRUN --mount=from=bulder,target=/x ls\n',
      'FROM a:1 AS builder\nFROM c:1\nRUN --mount=from=builder,target=/x ls\n',
    ],
  },
});

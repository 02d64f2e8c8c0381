import rule from '../../src/rules/copy-whole-stage.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a path is copied': 'FROM golang:1.23 AS b\nFROM debian:12\nCOPY --from=b /app /app\n',
    'everything is copied to a directory':
      'FROM golang:1.23 AS b\nFROM debian:12\nCOPY --from=b / /b/\n',
    'a directory is copied to the root':
      'FROM golang:1.23 AS b\nFROM debian:12\nCOPY --from=b /out/ /\n',
    'the context is copied': 'FROM debian:12\nCOPY / /\n',
    'the copy flattens layers': 'FROM debian:12 AS b\nFROM scratch\nCOPY --from=b / /\n',
    'the copy flattens layers onto a stage of scratch':
      'FROM debian:12 AS b\nFROM scratch AS s\nFROM s\nCOPY --from=b / /\n',
  },
  leaves: {
    'a stage is copied over an image': [
      'FROM golang:1.23 AS b\nFROM debian:12\nCOPY --from=b / /\n',
      [3],
      /start this stage/,
    ],
    'an image is copied, in quotes': ['FROM debian:12\nCOPY --from=alpine:3.20 ["/", "/"]\n', [2]],
  },
});

import rule from '../../src/rules/copy-from-self.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'COPY names another stage':
      'FROM a:1 AS b\nFROM a:1 AS c\nCOPY --from=b /x /x\nCOPY --from=0 /x /x\n',
    'FROM names an image called like the stage': 'FROM debian AS debian\n',
  },
  leaves: {
    'by name': ['FROM a:1 AS b\nCOPY --from=b /x /y\n', [2], /which stage was meant/],
    'by name in other letters': ['FROM a:1 AS build\nCOPY --chown=1 --from="BUILD" /x /y\n', [2]],
    'by index': ['FROM a:1\nFROM a:1\nCOPY --from=1 /x /y\n', [3]],
    'through a mount': ['FROM a:1 AS b\nRUN --mount=type=bind,from=b,target=/x ls\n', [2]],
  },
});

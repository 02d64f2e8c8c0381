import rule from '../../src/rules/stage-name-casing.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the name is in small letters': 'FROM a:1 AS build\nFROM build\n',
    'only a use is in capitals': 'FROM a:1 AS build\nFROM b:1\nCOPY --from=BUILD /x /x\n',
    'the stage has no name': 'FROM Debian:12\n',
  },
  leaves: {
    'a continuation cuts the name': ['FROM a:1 AS Bu\\\nild\n', [1], /continuation/],
  },
  fixes: {
    'the name alone': ['FROM a:1 as BUILD\n', 'FROM a:1 as build\n'],
    'FROM, COPY and mounts that use it': [
      'FROM a:1 AS Build\nFROM Build AS c\nCOPY --chown=1 --from=BUILD /x /x\nRUN --mount=type=bind,from=Build,target=/y ls\n',
      'FROM a:1 AS build\nFROM build AS c\nCOPY --chown=1 --from=build /x /x\nRUN --mount=type=bind,from=build,target=/y ls\n',
    ],
    'a use in quotes': [
      'FROM a:1 AS Build\nFROM b:1\nCOPY --from="Build" /x /x\n',
      'FROM a:1 AS build\nFROM b:1\nCOPY --from="build" /x /x\n',
    ],
    'two stages, one built on the other': [
      'FROM a:1 AS One\nFROM One AS Two\nFROM Two\n',
      'FROM a:1 AS one\nFROM one AS two\nFROM two\n',
    ],
    'an image of the same name before the stage stays': [
      'FROM b:1\nCOPY --from=other /x /x\nFROM a:1 AS Other\n',
      'FROM b:1\nCOPY --from=other /x /x\nFROM a:1 AS other\n',
    ],
  },
});

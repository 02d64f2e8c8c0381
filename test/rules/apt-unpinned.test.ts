import rule from '../../src/rules/apt-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a version is given': 'FROM debian:12\nRUN apt-get install -y curl=7.88.1-10\n',
    'a version comes from a variable':
      'FROM debian:12\nRUN apt-get install -y curl=$V "git=${W}"\n',
    'the packages come from a variable': 'FROM debian:12\nRUN apt-get install -y $PACKAGES\n',
    'a release is given': 'FROM debian:12\nRUN apt-get install -y curl/bookworm-backports\n',
    'files are installed': 'FROM debian:12\nRUN apt-get install -y ./a.deb /tmp/b.deb\n',
    'a package is removed by the way': 'FROM debian:12\nRUN apt-get install -y a=1 b-\n',
    'nothing is installed': 'FROM debian:12\nRUN apt-get update && apt-get remove curl\n',
  },
  leaves: {
    'one of two has no version': [
      'FROM debian:12\nRUN apt-get install -y -t stable a=1 curl\n',
      [2],
      /mirrors.*`snapshot\.debian\.org`/,
    ],
    'a package stands on a later line': [
      'FROM debian:12\nRUN apt-get install -y \\\n  a=1 \\\n  curl\n',
      [4],
      /mirrors.*`snapshot\.debian\.org`/,
    ],
  },
});

import rule from '../../src/rules/apt-allow-unauthenticated.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'signatures are checked': 'FROM debian:12\nRUN apt-get install -y curl\n',
    'another command has the word': 'FROM debian:12\nRUN echo --allow-unauthenticated\n',
    'the setting is off':
      'FROM debian:12\nRUN apt-get -o APT::Get::AllowUnauthenticated=false install -y curl\n',
    'the repository lies in the image':
      'FROM debian:12\nRUN echo "deb [trusted=yes] file:/repo ./" > /etc/apt/sources.list\n',
    'the repository names its key':
      'FROM debian:12\nRUN echo "deb [signed-by=/k.gpg] https://a.test/apt ./" > /etc/apt/sources.list\n',
  },
  leaves: {
    'a repository that was added before': [
      'FROM debian:12\nRUN echo "deb https://a.acme.io/apt ./" > /etc/apt/sources.list.d/a.list\nRUN apt-get install -y --allow-unauthenticated x\n',
      [3],
      /signed-by.* the repository that line 2 brings in \(https:\/\/a\.acme\.io\/apk?t\)/,
    ],
    'a file, and what a variable names': [
      'FROM debian:12\nRUN apt-get install -y --allow-unauthenticated ./x.deb\nRUN apt-get install -y --allow-unauthenticated $PKGS\n',
      [2, 3],
      /the publisher of `(?:\.\/x\.deb|\$PKGS)`/,
    ],
    'a distribution whose keys have ended': [
      'FROM debian:8\nRUN apt-get install -y --allow-unauthenticated curl\n',
      [2],
      /the keys of debian 8 end with its support: move to a newer base image/,
    ],
    'the setting is given': [
      'FROM debian:12\nRUN apt-get -o "APT::Get::AllowUnauthenticated=true" install -y x\n',
      [2],
    ],
    'a repository is trusted': [
      'FROM debian:12\nRUN echo "deb [arch=amd64 trusted=yes] http://a.test/apt ./" > /x.list\n',
      [2],
      'put the key of http://a.test/apt into /etc/apt/keyrings/ and write `[signed-by=/etc/apt/keyrings/NAME.asc]` in place of `trusted=yes`',
    ],
  },
  fixes: {
    'packages and indexes of the distribution': {
      before:
        'FROM debian:12\nRUN apt-get --allow-insecure-repositories update && apt-get install -y --allow-unauthenticated curl=7.88.1-10\n',
      after: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl=7.88.1-10\n',
      preconditions: {
        'the file names only packages of the distribution, and adds no repository before': 'held',
        'the base image has the keys of all of its repositories': 'held',
      },
    },
  },
});

import rule from '../../src/rules/apt-force-yes.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'only questions are answered': 'FROM debian:12\nRUN apt-get install -y curl\n',
    'another command has the word':
      'FROM debian:12\nRUN apt-get -y upgrade && echo "--force-yes"\n',
    'the setting is off':
      'FROM debian:12\nRUN apt-get -o APT::Get::force-yes=false install -y curl\n',
  },
  leaves: {
    'a version that may be older': [
      'FROM debian:12\nRUN apt-get install -y --force-yes curl=7.88.1-10\n',
      [2],
      /`curl=7\.88\.1-10` may be older than what the image has: write `--allow-downgrades`/,
    ],
    'packages that are held back': [
      'FROM debian:12\nRUN apt-mark hold curl && apt-get install -y --force-yes curl\n',
      [2],
      /--allow-change-held-packages/,
    ],
    'nothing else answers questions': [
      'FROM debian:12\nRUN apt-get install --force-yes curl\nRUN apt-get -o APT::Get::force-yes=true install curl\n',
      [2, 3],
      /try `-y` alone/,
    ],
    'packages of the system may go': [
      'FROM debian:12\nRUN apt-get remove -y --force-yes curl\n',
      [2],
      /--allow-remove-essential/,
    ],
    'a repository that was added before': [
      'FROM debian:12\nRUN add-apt-repository ppa:a/b && apt-get install -y --force-yes curl\n',
      [2],
      /the repository that line 2 brings in/,
    ],
    'a distribution whose keys have ended': [
      'FROM debian:8\nRUN apt-get install -y --force-yes curl\n',
      [2],
      /the keys of debian 8 end with its support/,
    ],
  },
  fixes: {
    'packages of the distribution, with -y beside it': {
      before:
        'FROM debian:12\nRUN apt-get install -y --force-yes curl && apt-get --force-yes update\n',
      after: 'FROM debian:12\nRUN apt-get install -y curl && apt-get update\n',
      preconditions: {
        'the file names only packages of the distribution, and adds no repository before': 'held',
        'the base image has the keys of all of its repositories': 'held',
      },
    },
  },
});

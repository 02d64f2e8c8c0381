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
    'the option is given': [
      'FROM debian:12\nRUN apt-get install -y --allow-unauthenticated x\n',
      [2],
      /signed-by/,
    ],
    'the update may be insecure': [
      'FROM debian:12\nRUN apt-get --allow-insecure-repositories update\n',
      [2],
    ],
    'the setting is given': [
      'FROM debian:12\nRUN apt-get -o "APT::Get::AllowUnauthenticated=true" install -y x\n',
      [2],
    ],
    'a repository is trusted': [
      'FROM debian:12\nRUN echo "deb [arch=amd64 trusted=yes] http://a.test/apt ./" > /x.list\n',
      [2],
    ],
  },
});

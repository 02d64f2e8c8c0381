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
    'the option is given': [
      'FROM debian:12\nRUN apt-get install -y --force-yes curl\n',
      [2],
      /--allow-downgrades/,
    ],
    'the setting is given': [
      'FROM debian:12\nRUN apt-get -o APT::Get::force-yes=true install curl\n',
      [2],
    ],
  },
});

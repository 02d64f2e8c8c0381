import rule from '../../src/rules/useradd-no-log-init.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the user id is low': 'FROM debian:12\nRUN useradd -u 10001 app\n',
    'no user id is given': 'FROM debian:12\nRUN useradd -m app\n',
    'the option is given': 'FROM debian:12\nRUN useradd -l -u 1234567 app\n',
    'the option is in a cluster': 'FROM debian:12\nRUN useradd -rl --uid=1234567 app\n',
    'the long option stands last': 'FROM debian:12\nRUN useradd -u 1234567 app --no-log-init\n',
    'adduser does not write there': 'FROM alpine:3.20\nRUN adduser -D -u 1234567 app\n',
    'the user id is not known': 'FROM debian:12\nARG UID\nRUN useradd -u $UID app\n',
    'the user id is given to usermod': 'FROM debian:12\nRUN usermod -u 1234567 app\n',
    'a comment holds the number': 'FROM debian:12\nRUN useradd -c 1234567 -u 1000 app\n',
  },
  leaves: {
    'the command is broken by a continuation': [
      'FROM debian:12\nRUN user\\\nadd -u 1234567 app\n',
      [2],
      /no single word/,
    ],
  },
  fixes: {
    'a number': [
      'FROM debian:12\nRUN groupadd -g 1234567 app && useradd -m -u 1234567 app\n',
      'FROM debian:12\nRUN groupadd -g 1234567 app && useradd -l -m -u 1234567 app\n',
    ],
    'a number behind a cluster': [
      'FROM debian:12\nRUN useradd -mu 1234567 app\n',
      'FROM debian:12\nRUN useradd -l -mu 1234567 app\n',
    ],
    'a default of an ARG': [
      'FROM debian:12\nARG UID=1234567\nRUN useradd --uid "${UID}" app\n',
      'FROM debian:12\nARG UID=1234567\nRUN useradd -l --uid "${UID}" app\n',
    ],
    'a call through sudo': [
      'FROM debian:12\nRUN sudo useradd -u 1234567 app\n',
      'FROM debian:12\nRUN sudo useradd -l -u 1234567 app\n',
    ],
  },
});

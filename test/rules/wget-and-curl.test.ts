import rule from '../../src/rules/wget-and-curl.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'only one is used': 'FROM debian:12\nRUN curl https://a.test\nRUN curl https://b.test\n',
    'each stage uses one':
      'FROM alpine:3.20\nRUN wget http://a.test\nFROM alpine:3.20\nRUN curl http://b.test\n',
    'the other is only installed':
      'FROM debian:12\nRUN curl https://a.test\nRUN apt-get install -y wget && command -v wget\n',
    'the other is only in the health check':
      'FROM debian:12\nRUN curl https://a.test\nHEALTHCHECK CMD wget -q http://localhost\n',
  },
  leaves: {
    'curl follows wget': [
      'FROM debian:12\nRUN wget https://a.test\nRUN curl https://b.test\nRUN curl https://c.test\n',
      [3],
      /translated by hand/,
    ],
    'both stand in one RUN': [
      'FROM debian:12\nRUN curl https://a.test | sh && \\\n  wget https://b.test\n',
      [3],
    ],
    'the second stage has both': [
      'FROM debian:12\nRUN curl https://a.test\nFROM debian:12\nRUN wget https://a.test\nRUN curl https://b.test\n',
      [5],
    ],
  },
});

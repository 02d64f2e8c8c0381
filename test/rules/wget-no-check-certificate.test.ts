import rule from '../../src/rules/wget-no-check-certificate.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the certificate is checked': 'FROM debian:12\nRUN wget -q https://example.com/a\n',
    'another command has the word':
      'FROM debian:12\nRUN wget https://example.com | grep "--no-check-certificate"\n',
    'it is the value of another option':
      'FROM debian:12\nRUN wget -O --no-check-certificate https://example.com/a\n',
  },
  leaves: {
    'the option is given': [
      'FROM debian:12\nRUN wget --no-check-certificate https://example.com/a\n',
      [2],
      /ca-certificates/,
    ],
    'each call counts': [
      'FROM debian:12\nRUN wget --no-check-certificate https://a.test/a \\\n && wget https://a.test/b --no-check-certificate\n',
      [2, 3],
    ],
  },
});

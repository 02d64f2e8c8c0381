import rule from '../../src/rules/wget-no-check-certificate.ts';
import { file } from './recorded-downloads.ts';
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
  fixes: {
    'the option goes, with the line that it stands on': {
      before:
        'FROM alpine:3.22\nRUN wget -q --no-check-certificate https://example.com/a \\\n && wget \\\n  --no-check-certificate \\\n  https://example.com/a -O b\n',
      after:
        'FROM alpine:3.22\nRUN wget -q https://example.com/a \\\n && wget \\\n  https://example.com/a -O b\n',
      downloads: file('https://example.com/a', 'a'),
      preconditions: {
        'example.com answers with a certificate that holds': 'held',
        'the image has the certificates of authorities (`ca-certificates`) at this place': 'held',
      },
    },
  },
});

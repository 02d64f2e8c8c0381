import rule from '../../src/rules/curl-insecure.ts';
import { failing, file } from './recorded-downloads.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the certificate is checked': 'FROM debian:12\nRUN curl -fsSL https://example.com/a\n',
    'the letter is the value of another option':
      'FROM debian:12\nRUN curl -ok https://example.com/a && curl -o -k https://example.com/a\n',
    'the option is that of another command':
      'FROM debian:12\nRUN curl https://example.com | grep -k x; grep -k x y\n',
    'it only stands in a text': 'FROM debian:12\nRUN echo "curl -k https://example.com"\n',
    'an option only looks alike': 'FROM debian:12\nRUN curl --insecurely https://example.com\n',
  },
  leaves: {
    'the option stands alone': [
      'FROM debian:12\nRUN curl -k https://example.com\n',
      [2],
      /authority/,
    ],
    'the option stands in a cluster': ['FROM debian:12\nRUN curl -Lkv https://example.com\n', [2]],
    'the long option, on a line of its own': [
      'FROM debian:12\nRUN curl \\\n  --insecure \\\n  https://example.com\n',
      [3],
    ],
    'a substitution downloads': ['FROM debian:12\nRUN x=$(curl -ks https://example.com)\n', [2]],
    'it runs through sudo and under ONBUILD': [
      'FROM debian:12\nONBUILD RUN sudo curl -k https://example.com\n',
      [2],
    ],
    'the exec form': ['FROM debian:12\nRUN ["curl", "-k", "https://example.com"]\n', [2]],
    'a host whose certificate does not hold': {
      text: 'FROM alpine:3.22\nRUN curl -k https://example.com\n',
      lines: [2],
      reason:
        /does not answer without it \(its certificate is not trusted\): add the certificate of its authority/,
      downloads: failing('https://example.com/', 'its certificate is not trusted'),
    },
    'a host of a network of one’s own': [
      'FROM alpine:3.22\nRUN curl -k https://nexus.corp/a\n',
      [2],
      /nexus\.corp is in a network of your own: add/,
    ],
    'an image without certificates': {
      text: 'FROM debian:12\nRUN curl -k https://example.com\n',
      lines: [2],
      reason: /install `ca-certificates` before this command, and then remove `-k`/,
      downloads: file('https://example.com/', 'a'),
    },
    'a proxy that nobody asked': {
      text: 'FROM alpine:3.22\nRUN curl --proxy-insecure https://example.com\n',
      lines: [2],
      reason: /it is for a server between/,
      downloads: file('https://example.com/', 'a'),
    },
    'a host that nobody can see': ['FROM alpine:3.22\nRUN curl -k $URL\n', [2], /which host/],
  },
  fixes: {
    'the option alone, in a cluster, and on a line of its own': {
      before:
        'FROM alpine:3.22\nRUN curl -k https://example.com && sudo curl -Lkv https://example.com\nRUN curl \\\n  --insecure \\\n  https://example.com\n',
      after:
        'FROM alpine:3.22\nRUN curl https://example.com && sudo curl -Lv https://example.com\nRUN curl \\\n  https://example.com\n',
      downloads: file('https://example.com/', 'a'),
      preconditions: {
        'example.com answers with a certificate that holds': 'held',
        'the image has the certificates of authorities (`ca-certificates`) at this place': 'held',
      },
    },
  },
});

import rule from '../../src/rules/curl-insecure.ts';
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
  },
});

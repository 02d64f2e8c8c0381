import rule from '../../src/rules/curl-fail.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the option is given':
      'FROM debian:12\nRUN curl -f https://a.test\nRUN curl --fail https://a.test\n',
    'the option stands in a cluster': 'FROM debian:12\nRUN curl -fsSLo /a https://a.test\n',
    'the status is looked at': `FROM debian:12\nRUN curl -o /dev/null -w '%{http_code}' https://a.test\nRUN curl -I https://a.test\n`,
    'nothing is fetched': 'FROM debian:12\nRUN curl --version\n',
    'the file is local': 'FROM debian:12\nRUN curl -o /a file:///b\n',
    'the health check decides for itself':
      'FROM debian:12\nHEALTHCHECK CMD curl http://localhost\n',
  },
  leaves: {
    'nothing makes it fail': ['FROM debian:12\nRUN curl -sSL https://a.test -o /a\n', [2], /`-f`/],
    'the letter is the value of another option': [
      'FROM debian:12\nRUN curl -of https://a.test\n',
      [2],
    ],
    'the address is a variable, in a substitution': [
      'FROM debian:12\nRUN x=$(curl -s "$URL")\n',
      [2],
    ],
  },
});

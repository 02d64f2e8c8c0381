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
    'its result is a condition': [
      'FROM debian:12\nRUN if curl -s https://a.test; then b; fi\nRUN until curl -s https://a.test; do sleep 1; done\n',
      [2, 3],
      /a condition/,
    ],
    'something else is done when it fails': [
      'FROM debian:12\nRUN curl -s https://a.test -o /a || true\nRUN a || curl -s https://b.test -o /b\n',
      [2, 3],
      /`\|\|` stands beside it/,
    ],
    'it asks a service of its own': [
      'FROM debian:12\nRUN a & curl -s http://localhost:8080/ -o /b\n',
      [2],
      /service of the container itself/,
    ],
    'it sends something': [
      'FROM debian:12\nRUN curl -s -X POST https://a.test -o /a\n',
      [2],
      /sends something/,
    ],
  },
  fixes: {
    'a file is fetched': {
      before: 'FROM debian:12\nRUN curl -sSL https://a.test -o /a\nRUN curl https://a.test > /a\n',
      after:
        'FROM debian:12\nRUN curl -fsSL https://a.test -o /a\nRUN curl -f https://a.test > /a\n',
      preconditions: { 'what curl fetches is kept as a file': 'held' },
    },
    'what has to be the first option stays the first': [
      'FROM debian:12\nRUN curl -qL https://a.test -o /a\nRUN curl -q https://a.test -o /b\nRUN curl --disable -L https://a.test -o /c\nRUN curl -Lq https://a.test -o /d\n',
      'FROM debian:12\nRUN curl -qfL https://a.test -o /a\nRUN curl -qf https://a.test -o /b\nRUN curl --disable -f -L https://a.test -o /c\nRUN curl -fLq https://a.test -o /d\n',
    ],
    'an archive is unpacked on the fly': {
      before: 'FROM debian:12\nRUN sudo curl https://a.test | sudo tar -x\n',
      after: 'FROM debian:12\nRUN sudo curl -f https://a.test | sudo tar -x\n',
      preconditions: { '`tar` can do nothing with the page of an error': 'held' },
    },
    'the letter is the value of another option': [
      'FROM debian:12\nRUN curl -of https://a.test\n',
      'FROM debian:12\nRUN curl -f -of https://a.test\n',
    ],
    'the answer is looked through': {
      before: 'FROM debian:12\nRUN x=$(curl -s "$URL") && y=$(curl -s "$URL" | grep z)\n',
      after: 'FROM debian:12\nRUN x=$(curl -fs "$URL") && y=$(curl -fs "$URL" | grep z)\n',
      preconditions: {
        'no error page is expected where curl writes to': 'unknown',
        '`grep` can do nothing with the page of an error': 'unknown',
      },
    },
    'the words stand on several lines, and in exec form': [
      'FROM debian:12\nRUN curl \\\n  -L \\\n  -O https://a.test\nRUN ["curl", "-O", "https://a.test"]\n',
      'FROM debian:12\nRUN curl \\\n  -fL \\\n  -O https://a.test\nRUN ["curl", "-fO", "https://a.test"]\n',
    ],
  },
});

import rule from '../../src/rules/clear-text-download.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the download is encrypted':
      'FROM debian:12\nRUN curl https://example.com/a && wget https://example.com/b\nADD https://example.com/c /\n',
    'the host is this one or a private one':
      'FROM debian:12\nRUN curl http://localhost:80/a http://127.0.0.1 http://10.0.0.1/a http://172.16.3.4 http://192.168.0.1\nRUN wget http://mirror/a http://nexus.internal/b http://[::1]/c\n',
    'the host is a variable': 'FROM debian:12\nARG HOST\nRUN curl "http://$HOST/a" ${URL}\n',
    'the address is no download':
      'FROM debian:12\nRUN curl -x http://proxy.example.com -H "Origin: http://example.com" https://example.com/a\n',
    'a checksum proves the file':
      'FROM debian:12\nRUN wget http://example.com/a && echo "abc  a" | sha256sum -c -\n',
    'a signature proves the file':
      'FROM debian:12\nRUN curl -O http://example.com/a && gpg --batch --verify a.asc a\n',
    'ADD has a checksum': 'FROM debian:12\nADD --checksum=sha256:abc http://example.com/a /\n',
    'an address is only printed': 'FROM debian:12\nRUN echo http://example.com\n',
  },
  leaves: {
    'curl and wget': [
      'FROM debian:12\nRUN curl -fsSL http://example.com/a -o /a\nRUN wget -q "http://example.com/$V.tgz"\n',
      [2, 3],
      /https where it does/,
    ],
    'ADD in both forms': [
      'FROM debian:12\nADD http://example.com/a /\nADD ["ftp://example.com/b", "/"]\n',
      [2, 3],
    ],
    'git clones': ['FROM debian:12\nRUN git clone --depth 1 http://example.com/a.git /a\n', [2]],
    'the import of a key is no check': [
      'FROM debian:12\nRUN curl http://example.com/key | gpg --import\n',
      [2],
    ],
    'the address is the value of --url': [
      'FROM debian:12\nRUN curl --url http://example.com/a\n',
      [2],
    ],
  },
});

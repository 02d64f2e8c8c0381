import rule from '../../src/rules/clear-text-download.ts';
import { failing, file } from './recorded-downloads.ts';
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
      /curl -fsSI https:\/\/example\.com\/a` tells|whole address is not to be seen/,
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
    'a host that does not serve https': {
      text: 'FROM alpine:3.22\nRUN wget http://example.com/a\n',
      lines: [2],
      reason:
        /^https:\/\/example\.com\/a cannot be taken instead \(it does not speak https\): check/,
      downloads: failing('https://example.com/a', 'it does not speak https'),
    },
    'a release of which https sends another file': {
      text: 'FROM alpine:3.22\nRUN wget http://example.com/a-1.2.tgz\n',
      lines: [2],
      reason: /sends another file over https/,
      downloads: {
        ...file('https://example.com/a-1.2.tgz', 'a'),
        ...file('http://example.com/a-1.2.tgz', 'b'),
      },
    },
    'an image without certificates': {
      text: 'FROM debian:12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && curl -O http://example.com/a\n',
      lines: [2],
      reason: /install `ca-certificates` before this command/,
      downloads: file('https://example.com/a', 'a'),
    },
    'an address that stands in a variable': {
      text: 'FROM alpine:3.22\nARG U=http://example.com\nADD $U/a /\n',
      lines: [3],
      reason: /the scheme of the address does not stand here/,
      downloads: file('https://example.com/a', 'a'),
    },
    'a port of its own': {
      text: 'FROM alpine:3.22\nADD http://example.com:8080/a /\n',
      lines: [2],
      reason: /https:\/\/example\.com:8080\/a cannot be taken/,
      downloads: file('https://example.com/a', 'a'),
    },
  },
  fixes: {
    'ADD in both forms, ftp too': {
      before: 'FROM debian:12\nADD http://example.com/a /\nADD ["ftp://example.com/b", "/"]\n',
      after: 'FROM debian:12\nADD https://example.com/a /\nADD ["https://example.com/b", "/"]\n',
      downloads: { ...file('https://example.com/a', 'a'), ...file('https://example.com/b', 'a') },
    },
    'a release that both ways send alike, with variables and quotes': {
      before:
        'FROM alpine:3.22\nARG V=1.2\nRUN sudo curl -fsSL "http://example.com/a-$V.tgz" -o /a && \\\n    true\n',
      after:
        'FROM alpine:3.22\nARG V=1.2\nRUN sudo curl -fsSL "https://example.com/a-$V.tgz" -o /a && \\\n    true\n',
      downloads: {
        ...file('https://example.com/a-1.2.tgz', 'a'),
        ...file('http://example.com/a-1.2.tgz', 'a'),
      },
      preconditions: {
        'https://example.com/a-1.2.tgz is served, with a certificate that holds': 'held',
        'http and https send the same file, with the SHA-256 a': 'held',
        'the image has the certificates of authorities (`ca-certificates`) at this place': 'held',
      },
    },
    'a clone over git’s own protocol, where the certificates come with git': {
      before:
        'FROM debian:12\nRUN apt-get update && apt-get install -y git\nRUN git clone git://example.com/a.git\n',
      after:
        'FROM debian:12\nRUN apt-get update && apt-get install -y git\nRUN git clone https://example.com/a.git\n',
      downloads: file('https://example.com/a.git', 'a'),
    },
    'an image of which nobody knows whether it has certificates': {
      before: 'FROM corp.io/base\nRUN curl -O http://example.com/a\n',
      after: 'FROM corp.io/base\nRUN curl -O https://example.com/a\n',
      downloads: file('https://example.com/a', 'a'),
      preconditions: {
        'https://example.com/a is served, with a certificate that holds': 'held',
        'the image has the certificates of authorities (`ca-certificates`) at this place':
          'unknown',
      },
    },
  },
});

import rule from '../../src/rules/unverified-download.ts';
import { failing, file, text } from './recorded-downloads.ts';
import { testRule } from './rule-table.ts';

const URL = 'https://a.io/v1.2/tool-1.2.tgz';
const HASH = 'b'.repeat(64);
const SUMS = text('https://a.io/v1.2/SHA256SUMS', `${HASH} *./tool-1.2.tgz\n`);
const CHECK = `echo "${HASH}  tool-1.2.tgz" | sha256sum -c -`;
const TOOL = 'the image has `sha256sum`';
const CAME = `one download of ${URL}, with a certificate that holds, has the SHA-256 ${HASH}`;

testRule(rule, {
  passes: {
    'the checksum is checked': `FROM alpine:3.22\nRUN wget ${URL} && echo "abc  tool-1.2.tgz" | sha256sum -c - && tar xf tool-1.2.tgz\n`,
    'the signature is checked': `FROM alpine:3.22\nRUN wget ${URL} && gpg --batch --verify a.asc tool-1.2.tgz && tar xf tool-1.2.tgz\n`,
    'the address has no version':
      'FROM alpine:3.22\nRUN wget https://a.io/tool.tgz && tar xf tool.tgz\n',
    'the file is not used here': `FROM alpine:3.22\nRUN wget ${URL} && ls tool-1.2.tgz\n`,
    'several files are downloaded at once': `FROM alpine:3.22\nRUN wget ${URL} https://a.io/b-1.2 && tar xf tool-1.2.tgz\n`,
    'the server names the file': `FROM alpine:3.22\nRUN curl -OJ ${URL} && tar xf tool-1.2.tgz\n`,
    'a shell reads it, which is another matter': `FROM alpine:3.22\nRUN curl ${URL} | sh\n`,
  },
  leaves: {
    'a file that nobody asked for, with the words for it': [
      `FROM alpine:3.22\nRUN wget ${URL} && tar xf tool-1.2.tgz\n`,
      [2],
      /^nobody has asked for the file; put `echo "<SHA-256> {2}tool-1\.2\.tgz" \| sha256sum -c -` behind the download, .* `curl -fsSL https:\/\/a\.io\/v1\.2\/tool-1\.2\.tgz \| sha256sum` prints$/,
    ],
    'a build argument that decides the version': [
      'FROM alpine:3.22\nARG TOOL_VERSION=1.2\nRUN curl -fsSL https://a.io/tool-${TOOL_VERSION}.tgz -o t.tgz && tar xf t.tgz\n',
      [3],
      /^`TOOL_VERSION` decides which file it is: keep its checksum in `ARG TOOL_SHA256` beside it, .* `echo "\$TOOL_SHA256 {2}t\.tgz" \| sha256sum -c -`/,
    ],
    'a variable that the script sets': [
      'FROM alpine:3.22\nENV V=1.2\nRUN V=1.3 && curl -fsSL https://a.io/tool-1.2-$V.tgz -o t.tgz && tar xf t.tgz\n',
      [3],
      /^`V` decides/,
    ],
    'an architecture that decides the file': [
      'FROM alpine:3.22\nARG TARGETARCH\nRUN wget https://a.io/tool-1.2-$TARGETARCH.tgz -O t.tgz && tar xf t.tgz\nRUN wget "https://a.io/tool-1.2-$(uname -m).tgz" -O t.tgz && tar xf t.tgz\n',
      [3, 4],
      /^each architecture has a file of its own: keep one checksum for each/,
    ],
    'a file that is not served': {
      text: `FROM alpine:3.22\nRUN wget ${URL} && tar xf tool-1.2.tgz\n`,
      lines: [2],
      reason: /could not be downloaded: gone; put/,
      downloads: failing(URL, 'gone'),
    },
    'a file that is not the published one': {
      text: `FROM alpine:3.22\nRUN wget ${URL} && tar xf tool-1.2.tgz\n`,
      lines: [2],
      reason: /what is served has c+: find out/,
      downloads: { ...file(URL, 'c'.repeat(64)), ...SUMS },
    },
    'a RUN that goes on after a failure': {
      text: `FROM alpine:3.22\nRUN wget ${URL}; tar xf tool-1.2.tgz\nRUN wget ${URL} || true; tar xf tool-1.2.tgz\nRUN if true; then wget ${URL} && tar xf tool-1.2.tgz; fi\n`,
      lines: [2, 3, 4],
      reason: /(?:goes on where|inside another construct).*; its SHA-256 is b+: check it/,
      downloads: file(URL, HASH),
    },
    'pipes that are not simple': {
      text: `FROM alpine:3.22\nRUN curl ${URL} | gunzip | tar x\nRUN curl ${URL} | tar xzf - > log\nRUN wget ${URL} -O - | gunzip > a\nRUN curl ${URL} | tar xz; true\n`,
      lines: [2, 3, 4, 5],
      reason: /goes through a pipe/,
      downloads: file(URL, HASH),
    },
    'a host of one’s own': [
      'FROM alpine:3.22\nRUN wget http://nexus/tool-1.2.tgz && tar xf tool-1.2.tgz\n',
      [2],
      /nexus is in a network of your own/,
    ],
  },
  fixes: {
    'by the checksum that the project publishes': {
      before: `FROM alpine:3.22\nRUN wget ${URL} && tar xf tool-1.2.tgz\n`,
      after: `FROM alpine:3.22\nRUN wget ${URL} && ${CHECK} && tar xf tool-1.2.tgz\n`.replace(
        ` && ${CHECK}`,
        ` \\\n    && ${CHECK}`,
      ),
      downloads: { ...file(URL, HASH), ...SUMS },
      preconditions: {
        [CAME]: 'held',
        'https://a.io/v1.2/SHA256SUMS has the same checksum': 'held',
        [TOOL]: 'held',
      },
    },
    'by one download, which is not known to be right': {
      before: `FROM corp/base\nRUN set -eux; \\\n\twget -q ${URL}; \\\n\ttar xf tool-1.2.tgz\n`,
      after: `FROM corp/base\nRUN set -eux; \\\n\twget -q ${URL}; \\\n\t${CHECK}; \\\n\ttar xf tool-1.2.tgz\n`,
      downloads: file(URL, HASH),
      preconditions: {
        [CAME]: 'held',
        'the project publishes the same checksum beside the file': 'unknown',
        [TOOL]: 'unknown',
      },
    },
    'in the style of the author, connectors last': {
      before: `FROM alpine:3.22\nRUN curl -fL ${URL} > /opt/t.tgz && \\\n  tar xf /opt/t.tgz\n`,
      after: `FROM alpine:3.22\nRUN curl -fL ${URL} > /opt/t.tgz && \\\n  echo "${HASH}  /opt/t.tgz" | sha256sum -c - && \\\n  tar xf /opt/t.tgz\n`,
      downloads: file(URL, HASH),
    },
    'connectors first, a program behind sudo, as the last command, with a fixed variable': {
      before: `FROM alpine:3.22\nENV V=1.2\nRUN true \\\n && sudo curl -fLo /usr/local/bin/t "https://a.io/v$V/tool-$V.tgz"\n`,
      after: `FROM alpine:3.22\nENV V=1.2\nRUN true \\\n && sudo curl -fLo /usr/local/bin/t "https://a.io/v$V/tool-$V.tgz" \\\n && echo "${HASH}  /usr/local/bin/t" | sha256sum -c -\n`,
      downloads: file(URL, HASH),
    },
    'a here-document under set -e': {
      before: `FROM debian:12\nRUN <<EOF\nset -e\ncurl -fLO ${URL}\ntar xf tool-1.2.tgz\nEOF\n`,
      after: `FROM debian:12\nRUN <<EOF\nset -e\ncurl -fLO ${URL}\n${CHECK}\ntar xf tool-1.2.tgz\nEOF\n`,
      downloads: file(URL, HASH),
    },
    'what is unpacked through a pipe': {
      before: `FROM alpine:3.22\nRUN cd /opt && \\\n    curl -fL ${URL} | tar xz && \\\n    true\n`,
      after: `FROM alpine:3.22\nRUN cd /opt && \\\n    curl -fL ${URL} -o /tmp/tool-1.2.tgz \\\n    && echo "${HASH}  /tmp/tool-1.2.tgz" | sha256sum -c - \\\n    && tar xz -f /tmp/tool-1.2.tgz \\\n    && rm /tmp/tool-1.2.tgz && \\\n    true\n`,
      downloads: file(URL, HASH),
    },
    'what wget writes to its output': {
      before: `FROM alpine:3.22\nRUN wget -qO- ${URL} | tar -xzf - -C /opt\n`,
      after: `FROM alpine:3.22\nRUN wget -qO/tmp/tool-1.2.tgz ${URL} \\\n    && echo "${HASH}  /tmp/tool-1.2.tgz" | sha256sum -c - \\\n    && tar -xzf /tmp/tool-1.2.tgz -C /opt \\\n    && rm /tmp/tool-1.2.tgz\n`,
      downloads: file(URL, HASH),
    },
  },
});

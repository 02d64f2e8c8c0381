import rule from '../../src/rules/add-remote.ts';
import { failing, file, text } from './recorded-downloads.ts';
import { testRule } from './rule-table.ts';

const COMMIT = 'a'.repeat(40);
const HASH = 'b'.repeat(64);
const OTHER = 'c'.repeat(64);
const URL = 'https://a.io/v1.2/tool-1.2.tgz';
const ADD = `FROM a:1\nADD ${URL} /x/\n`;
const PINNED = `FROM a:1\nADD --checksum=sha256:${HASH} ${URL} /x/\n`;
const CAME = `one download of ${URL}, with a certificate that holds, has the SHA-256 ${HASH}`;

testRule(rule, {
  passes: {
    'the file is local': 'FROM a:1\nADD a.tar /x\n',
    'a checksum is given': `FROM a:1\nADD --checksum=sha256:${'a'.repeat(64)} https://example.com/a /x\n`,
    'the commit is given': `FROM a:1\nADD https://github.com/a/b.git#${COMMIT} /x\nADD git@github.com:a/b.git?commit=${COMMIT} /y\n`,
    'curl downloads': 'FROM a:1\nRUN curl -O https://example.com/a\n',
  },
  leaves: {
    'a file that nobody asked for, and says how to find the checksum': [
      ADD,
      [2],
      /^nobody has asked for the file; write `--checksum=sha256:` and what `curl -fsSL https:\/\/a\.io\/v1\.2\/tool-1\.2\.tgz \| sha256sum` prints$/,
    ],
    'a file that is not served': {
      text: ADD,
      lines: [2],
      reason: /could not be downloaded: a.io does not have it \(HTTP 404\); write/,
      downloads: failing(URL, 'a.io does not have it (HTTP 404)'),
    },
    'a file whose published checksum is another one': {
      text: ADD,
      lines: [2],
      reason: /SHA256SUMS says that its SHA-256 is c+, and what is served has b+: find out/,
      downloads: {
        ...file(URL, HASH),
        ...text('https://a.io/v1.2/SHA256SUMS', `${OTHER}  tool-1.2.tgz\n`),
      },
    },
    'an address with a build argument': [
      'FROM a:1\nARG V=1\nADD https://example.com/$V /x\n',
      [3],
      /each value of `V`: give it in an ARG of its own/,
    ],
    'an address with an ENV that takes its value from a build argument': [
      'FROM a:1\nARG V=1\nENV W=$V\nADD https://example.com/tool-1.$W /x\n',
      [4],
      /each value of `W`/,
    ],
    'an address without a version': [
      'FROM a:1\nENV U=http://example.com/\nADD ${U}a b.txt /x/\n',
      [3],
      /the address has no version in it: name a release of example\.com/,
    ],
    'an address that stands for the latest': [
      'FROM a:1\nADD https://a.io/1.2/tool-latest.tgz /x\nADD https://raw.githubusercontent.com/a/b/master/v1.2.sh /x\nADD https://raw.githubusercontent.com/a/b/main/v1.2.sh /x\n',
      [2, 3, 4],
      /stands for whatever `(?:latest|master|main)` is/,
    ],
    'an address with a query': [
      'FROM a:1\nADD https://a.io/1.2.tgz?mirror=3 /x\n',
      [2],
      /its query/,
    ],
    'a host of a network of one’s own': [
      'FROM a:1\nADD http://files/1.2.tgz /x\nADD http://10.0.0.1/1.2.tgz /x\nADD https://files.corp/1.2.tgz /x\n',
      [2, 3, 4],
      /network of your own: write `--checksum/,
    ],
    'an older syntax': [
      `# syntax=docker/dockerfile:1.4\n${ADD}`,
      [3],
      /`# syntax=docker\/dockerfile:1\.4` does not know `--checksum`: take docker\/dockerfile:1,/,
    ],
    'a tag of a repository': [
      'FROM a:1\nADD https://github.com/a/b.git#v1.0:sub /x\n',
      [2],
      /write the one that `git ls-remote https:\/\/github.com\/a\/b.git v1.0` prints behind `#`, in place of `v1\.0`$/,
    ],
    'a repository over ssh': [
      'FROM a:1\nADD git@github.com:a/b.git /x\n',
      [2],
      /`git ls-remote git@github.com:a\/b.git HEAD` prints behind `#`$/,
    ],
    'each of two addresses': {
      text: `FROM a:1\nADD ${URL} \\\n  https://a.io/2.3.tgz /x/\n`,
      lines: [2, 3],
      reason: /a checksum is for one source: give .* an ADD of its own/,
      downloads: file(URL, HASH),
    },
    'one behind ONBUILD': ['FROM a:1\nONBUILD ADD https://example.com/a /x\n', [2]],
  },
  fixes: {
    'a release, by the checksum of one download': {
      before: ADD,
      after: PINNED,
      downloads: file(URL, HASH),
      preconditions: { [CAME]: 'held' },
    },
    'a release whose published checksum is the same': {
      before: ADD,
      after: PINNED,
      downloads: { ...file(URL, HASH), ...text(`${URL}.sha256`, `${HASH.toUpperCase()}\n`) },
      preconditions: { [CAME]: 'held' },
    },
    'what comes over http by the file that https serves': {
      before: ADD.replace('https', 'http'),
      after: PINNED.replace('https', 'http'),
      downloads: file(URL, HASH),
      preconditions: { [CAME]: 'held' },
    },
    'what comes over http alone, which is not known to be right': {
      before: ADD.replace('https', 'http'),
      after: PINNED.replace('https', 'http'),
      downloads: file(URL.replace('https', 'http'), HASH),
      preconditions: {
        'the file that a.io sent over plain http is the one that was meant': 'unknown',
      },
    },
    'an archive that is packed when it is asked for, which may change': {
      before: 'FROM a:1\nADD https://github.com/a/b/archive/v1.2.tar.gz /x/\n',
      after: `FROM a:1\nADD --checksum=sha256:${HASH} https://github.com/a/b/archive/v1.2.tar.gz /x/\n`,
      downloads: file('https://github.com/a/b/archive/v1.2.tar.gz', HASH),
      preconditions: {
        [`one download of https://github.com/a/b/archive/v1.2.tar.gz, with a certificate that holds, has the SHA-256 ${HASH}`]:
          'held',
        'github.com, which packs this archive itself, sends the same bytes again': 'unknown',
      },
    },
    'an address with a fixed ENV, behind other flags': {
      before: `# syntax=docker/dockerfile:1\nFROM a:1\nENV V=1.2\nadd --chown=1 https://a.io/v$V/tool-\${V}.tgz /x/\n`,
      after: `# syntax=docker/dockerfile:1\nFROM a:1\nENV V=1.2\nadd --chown=1 --checksum=sha256:${HASH} https://a.io/v$V/tool-\${V}.tgz /x/\n`,
      downloads: file(URL, HASH),
    },
  },
});

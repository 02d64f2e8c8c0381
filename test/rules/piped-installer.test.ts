import rule from '../../src/rules/piped-installer.ts';
import { file } from './recorded-downloads.ts';
import { testRule } from './rule-table.ts';

const URL = 'https://raw.githubusercontent.com/nvm-sh/nvm/v0.39.1/install.sh';
const HASH = 'b'.repeat(64);
const CHECK = `echo "${HASH}  /tmp/install.sh" | sha256sum -c -`;

testRule(rule, {
  passes: {
    'the script is a file': `FROM debian:12\nRUN curl -o a.sh ${URL} && sh a.sh\n`,
    'something else reads it': `FROM debian:12\nRUN curl ${URL} | tar xz && curl ${URL} | gpg --import\n`,
    'it only stands in a text': `FROM debian:12\nRUN echo "curl ${URL} | sh"\n`,
    'a shell runs code of its own': 'FROM debian:12\nRUN sh -c "curl --version"\n',
  },
  leaves: {
    'a script of a branch, with the words for it': [
      'FROM debian:12\nRUN curl -fsSL https://raw.githubusercontent.com/a/b/main/x.sh | bash -e\n',
      [2],
      /^the address stands for whatever `main` is .*; download .* from a commit in place of the branch to `\/tmp\/x\.sh`, check it with `echo "<SHA-256> {2}\/tmp\/x\.sh" \| sha256sum -c -`, and then run `bash \/tmp\/x\.sh`$/,
    ],
    'a script without a version, wget, sudo and another interpreter': [
      'FROM debian:12\nRUN wget -qO- https://a.io/x.py | sudo -H python3 -\nRUN curl https://deb.nodesource.com/setup_20.x | bash -\n',
      [2, 3],
      /has no version in it/,
    ],
    'a script in a substitution': [
      'FROM debian:12\nRUN sh -c "$(curl -fsSL https://a.io/install.sh)"\nRUN bash <(curl -s https://a.io/install.sh)\n',
      [2, 3],
      /^download https:\/\/a\.io\/install\.sh to a file first/,
    ],
    'a shell with other input': {
      text: `FROM debian:12\nRUN curl ${URL} | bash -s stable\n`,
      lines: [2],
      reason: /^its SHA-256 is b+: download/,
      downloads: file(URL, HASH),
    },
  },
  fixes: {
    'a script of a release': {
      before: `FROM debian:12\nRUN curl -o- ${URL} | bash\n`,
      after: `FROM debian:12\nRUN curl -o/tmp/install.sh ${URL} \\\n    && ${CHECK} \\\n    && bash /tmp/install.sh \\\n    && rm /tmp/install.sh\n`,
      downloads: file(URL, HASH),
      preconditions: {
        [`one download of ${URL}, with a certificate that holds, has the SHA-256 ${HASH}`]: 'held',
        'the project publishes the same checksum beside the file': 'unknown',
        'the image has `sha256sum`': 'held',
      },
    },
    'a script with arguments, an environment and sudo': {
      before: `FROM debian:12\nRUN true \\\n  && curl -fsSL ${URL} | A=1 sudo sh -s -- -b /bin \\\n  && true\n`,
      after: `FROM debian:12\nRUN true \\\n  && curl -fsSL ${URL} -o /tmp/install.sh \\\n  && ${CHECK} \\\n  && A=1 sudo sh /tmp/install.sh -b /bin \\\n  && rm /tmp/install.sh \\\n  && true\n`,
      downloads: file(URL, HASH),
    },
    'a script from standard input by its dash': {
      before: `FROM debian:12\nRUN wget -O - ${URL} | bash -\n`,
      after: `FROM debian:12\nRUN wget -O /tmp/install.sh ${URL} \\\n    && ${CHECK} \\\n    && bash /tmp/install.sh \\\n    && rm /tmp/install.sh\n`,
      downloads: file(URL, HASH),
    },
  },
});

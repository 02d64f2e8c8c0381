import type { ScannedExample } from '../../src/findings/example.ts';
import rule from '../../src/rules/vulnerable-package.ts';
import { testRule } from './rule-table.ts';
import type { FixRow } from './rule-table.ts';

type Found = Partial<ScannedExample> & Pick<ScannedExample, 'name' | 'type'>;

/** Found in what line 2 installs, when nothing else is said. */
function found(...rows: readonly Found[]): ScannedExample[] {
  return rows.map((row) => ({ line: 2, ...row }));
}

function raised(before: string, after: string, ...rows: readonly Found[]): FixRow {
  return [`FROM a\n${before}\n`, `FROM a\n${after}\n`, 'review', found(...rows)];
}

const CURL: Found = {
  name: 'curl',
  type: 'deb',
  version: '7.88.1-10',
  fixed: ['7.88.1-10+deb12u4'],
};
const APK_CURL: Found = { name: 'curl', type: 'apk', version: '8.4.0-r0', fixed: ['8.5.0-r0'] };
const FLASK: Found = { name: 'Flask', type: 'pypi', version: '2.2.1', fixed: ['2.2.5', '2.3.2'] };
const NPM: Found = { name: 'npm', type: 'npm', version: '9.1.0', fixed: ['9.5.1'] };
const RAILS: Found = { name: 'rails', type: 'gem', version: '7.0.4', fixed: ['7.0.4.1'] };
const NODE: Found = {
  name: 'node',
  type: 'generic',
  version: '18.1.0',
  fixed: ['16.20.1', '18.16.1', '20.3.1'],
  line: 3,
};
const CHECKSUM = '0123456789abcdef'.repeat(4);

testRule(rule, {
  passes: {
    'nothing was scanned': 'FROM a\nRUN apk add curl=8.4.0-r0\n',
    'the pin was raised since the scan': ['FROM a\nRUN apk add curl=8.5.0-r0\n', found(APK_CURL)],
    'the pin was raised beyond the fix': ['FROM a\nRUN apk add curl=8.9.1-r0\n', found(APK_CURL)],
    'a range was raised since the scan': ['FROM a\nRUN apk add curl=~8.9\n', found(APK_CURL)],
    'the version of a download was raised since the scan': [
      'FROM a\nARG NODE_VERSION=18.16.1\nRUN curl https://nodejs.org/dist/v$NODE_VERSION/x\n',
      found(NODE),
    ],
    'a lock file says which version': [
      'FROM a\nRUN npm ci\n',
      found({ ...NPM, file: 'package-lock.json' }),
    ],
    'the base image has it': ['FROM a\nRUN x\n', found({ ...CURL, line: 1 })],
    'a comment lets the line be': [
      'FROM a\n# seaworthy ignore=vulnerable-package\nRUN apk add curl=8.4.0-r0\n',
      found({ ...APK_CURL, line: 3 }),
    ],
    'a statement says that it does not count': [
      'FROM a\nRUN apk add curl=8.4.0-r0\n',
      found({ ...APK_CURL, silencedBy: 'a VEX statement' }),
    ],
  },
  leaves: {
    'no version is pinned': [
      'FROM debian:12\nRUN apt-get install -y curl\n',
      [2],
      'a rebuild without the cache takes curl 7.88.1-10+deb12u4, which Debian serves',
      found(CURL),
    ],
    'no version of a language package is pinned': [
      'FROM a\nRUN npm install -g npm\n',
      [2],
      'a rebuild without the cache takes the newest npm, and 9.5.1 has the fix',
      found(NPM),
    ],
    'the pin lets the fix in': [
      'FROM a\nRUN apt-get install -y curl=7.88.1*\n',
      [2],
      /^a rebuild without the cache takes curl 7\.88\.1-10\+deb12u4, which the distribution serves$/,
      found(CURL),
    ],
    'a compatible release lets the fix in': [
      "FROM a\nRUN pip install 'flask~=2.2.1'\n",
      [2],
      /^a rebuild/,
      found(FLASK),
    ],
    'the package is a dependency that the RUN does not name': [
      'FROM debian:12\nRUN apt-get install -y git=1:2.39.2-1\n',
      [2],
      /^it comes with what this RUN installs; a rebuild without the cache takes curl/,
      found(CURL),
    ],
    'one named package brings it': [
      'FROM a\nRUN pip install flask-login==0.6.2\n',
      [2],
      /^it comes with `flask-login==0\.6\.2`; .* where what brings it allows that$/,
      found(FLASK),
    ],
    'several named packages may bring it': [
      'FROM a\nRUN pip install gunicorn flask-login\n',
      [2],
      /^which of `gunicorn`, `flask-login` brings it is not known/,
      found(FLASK),
    ],
    'a list brings it': [
      'FROM a\nRUN pip install -r requirements.txt\n',
      [2],
      /^it comes from a list that this RUN reads/,
      found(FLASK),
    ],
    'nothing in the RUN names it': ['FROM a\nRUN ./get.sh\n', [2], /^no command/, found(FLASK)],
    'the shell cannot be read': [
      'FROM a\nSHELL ["pwsh"]\nRUN pip install flask==2.2.1\n',
      [3],
      /^a rebuild/,
      found({ ...FLASK, line: 3 }),
    ],
    'a program was built with an old Go': [
      'FROM a\nRUN curl -O https://example.com/tool\n',
      [2],
      'the program was built with Go 1.21.0: take one with Go 1.21.5 or newer',
      found({ name: 'stdlib', type: 'golang', version: 'v1.21.0', fixed: ['1.20.12', '1.21.5'] }),
    ],
    'the distribution will not fix it': [
      'FROM ubuntu:22.04\nRUN apt-get install -y curl=7.88.1-10\n',
      [2],
      /^Ubuntu has decided not to fix it/,
      found({ ...CURL, fixed: [], decision: 'will-not-fix' }),
    ],
    'no fix is known': [
      'FROM a\nRUN pip install flask==2.2.1\n',
      [2],
      /^no version with a fix is known; who maintains Flask has to act first$/,
      found({ ...FLASK, fixed: [] }),
    ],
    'the build may be all that needs it': [
      'FROM debian:12\nRUN apt-get install -y gcc\n',
      [2],
      /^where only the build needs it, .*; else a rebuild without the cache takes gcc 12\.2\.0-15/,
      found({
        name: 'gcc',
        type: 'deb',
        version: '12.2.0-14',
        fixed: ['12.2.0-15'],
        isBuildTool: true,
      }),
    ],
    'the variable has no value in the file': [
      'FROM a\nARG V\nRUN apk add curl=$V\n',
      [3],
      /not to be seen in the file; the version to take is 8\.5\.0-r0/,
      found({ ...APK_CURL, line: 3 }),
    ],
    'the script sets the variable itself': [
      'FROM a\nARG V=8.4.0-r0\nRUN V=8.3.0-r0; apk add curl=$V\n',
      [3],
      /not to be seen in the file/,
      found({ ...APK_CURL, line: 3 }),
    ],
    'the variable is used for something else, too': [
      'FROM a\nARG V=8.4.0-r0\nRUN apk add curl=$V\nLABEL version=$V\n',
      [3],
      '`V` is used on line 4, too; where that may move along, set it to 8.5.0-r0 for curl',
      found({ ...APK_CURL, line: 3 }),
    ],
    'the variable that is used for something else, too, is a part of the version': [
      'FROM a\nARG V=8.4.0\nRUN apk add curl=${V}-r0\nLABEL version=$V\n',
      [3],
      '`V` is used on line 4, too; where that may move along, set it to 8.5.0 for curl',
      found({ ...APK_CURL, line: 3 }),
    ],
    'the variable also names an image': [
      'ARG V=9.1.0\nFROM example.com/npm:$V\nARG V\nRUN npm i -g npm@$V\n',
      [4],
      /`V` is used on line 2, too/,
      found({ ...NPM, line: 4 }),
    ],
    'a range has an upper end': [
      "FROM a\nRUN pip install 'flask>=2,<2.2.2'\n",
      [2],
      'where `>=2,<2.2.2` lets Flask 2.2.5 in, a rebuild without the cache takes it; else write a range that does',
      found(FLASK),
    ],
    'a checksum guards the download': [
      `FROM a\nARG V=18.1.0\nRUN curl -O https://nodejs.org/dist/v$V/x && echo "${CHECKSUM} x" | sha256sum -c\n`,
      [3],
      '`V` has to become 18.16.1 together with the checksum in this RUN, and only the new download tells the new checksum',
      found(NODE),
    ],
    'a variable has the checksum of the download': [
      `FROM a\nARG V=18.1.0 SHA=${CHECKSUM}\nRUN curl -O https://nodejs.org/dist/v$V/x && echo "$SHA x" | sha256sum -c\n`,
      [3],
      /^`V` has to become 18\.16\.1 together with `SHA`/,
      found(NODE),
    ],
    'the address has the version in it': [
      'FROM a\nARG X\nRUN curl -O https://nodejs.org/dist/v18.1.0/node-v18.1.0.tgz\n',
      [3],
      'the address has the version in it: write 18.16.1 in place of 18.1.0 in this RUN',
      found(NODE),
    ],
    'the download is something else': [
      'FROM a\nARG V=18.1.0\nRUN curl -O https://example.com/v$V/tool\n',
      [3],
      /^no command of this RUN names node/,
      found(NODE),
    ],
  },
  fixes: {
    'apt pins the version': raised(
      'RUN apt-get install -y curl=7.88.1-10 git',
      'RUN apt-get install -y curl=7.88.1-10+deb12u4 git',
      CURL,
    ),
    'apt pins the source package that it was built with': raised(
      'RUN apt-get install -y curl=7.88.1-10',
      'RUN apt-get install -y curl=7.88.1-10+deb12u4',
      { ...CURL, name: 'libcurl4', source: 'curl' },
    ),
    'apt pins an architecture, too': raised(
      'RUN apt-get install -y curl:arm64=7.88.1-10',
      'RUN apt-get install -y curl:arm64=7.88.1-10+deb12u4',
      CURL,
    ),
    'a wildcard holds it back, and stays as wide': raised(
      'RUN apt-get install -y curl=7.88.1-9* git',
      'RUN apt-get install -y curl=7.88.1-10* git',
      { ...CURL, version: '7.88.1-9' },
    ),
    'several advisories of one package': raised(
      'RUN apk add curl=8.4.0-r0',
      'RUN apk add curl=8.7.1-r0',
      APK_CURL,
      { ...APK_CURL, fixed: ['8.7.1-r0'], id: 'CVE-2025-0002' },
      { ...APK_CURL, fixed: ['8.6.0-r0'], id: 'CVE-2025-0003' },
    ),
    'one of several advisories does not count': raised(
      'RUN apk add curl=8.4.0-r0',
      'RUN apk add curl=8.5.0-r0',
      APK_CURL,
      { ...APK_CURL, fixed: ['8.7.1-r0'], id: 'CVE-2025-0002', silencedBy: 'a VEX statement' },
    ),
    'several packages of one RUN': raised(
      'RUN apk add curl=8.4.0-r0 git=2.43.0-r0',
      'RUN apk add curl=8.5.0-r0 git=2.43.4-r0',
      APK_CURL,
      { name: 'git', type: 'apk', version: '2.43.0-r0', fixed: ['2.43.4-r0'] },
    ),
    'the package is pinned in two branches': raised(
      'RUN if x; then apk add curl=8.4.0-r0; else apk add curl=8.4.0-r0 y; fi',
      'RUN if x; then apk add curl=8.5.0-r0; else apk add curl=8.5.0-r0 y; fi',
      APK_CURL,
    ),
    'another branch has the fix, and keeps its version': raised(
      'RUN if x; then apk add curl=8.4.0-r0; else apk add curl=8.9.1-r0; fi',
      'RUN if x; then apk add curl=8.5.0-r0; else apk add curl=8.9.1-r0; fi',
      APK_CURL,
    ),
    'the command goes on over lines, with a comment in between': raised(
      'RUN apk add --no-cache \\\n    # why\n    git \\\n    curl=8.4.0-r0 # not a comment',
      'RUN apk add --no-cache \\\n    # why\n    git \\\n    curl=8.5.0-r0 # not a comment',
      APK_CURL,
    ),
    'the command stands in a here-document': raised(
      'RUN <<EOF\nset -e\napk add curl=8.4.0-r0\nEOF',
      'RUN <<EOF\nset -e\napk add curl=8.5.0-r0\nEOF',
      APK_CURL,
    ),
    'images built on this one install it': raised(
      'ONBUILD RUN apk add curl=8.4.0-r0',
      'ONBUILD RUN apk add curl=8.5.0-r0',
      APK_CURL,
    ),
    'an ARG has the version up to a wildcard': [
      'FROM a\r\nARG V=7.88\r\nRUN apt-get install -y "curl=${V}*"\r\n',
      'FROM a\r\nARG V=7.90\r\nRUN apt-get install -y "curl=${V}*"\r\n',
      'review',
      found({ ...CURL, fixed: ['7.90.1-1'], line: 3 }),
    ],
    'apk asks for a fuzzy version': raised(
      "RUN apk add curl=~8.4 'git~=2.43'",
      "RUN apk add curl=~8.5 'git~=2.45'",
      APK_CURL,
      { name: 'git', type: 'apk', version: '2.43.0-r0', fixed: ['2.45.1-r0'] },
    ),
    'dnf has version and release behind the name': raised(
      'RUN dnf install -y curl-7.76.1-14.el9 git',
      'RUN dnf install -y curl-7.76.1-26.el9_3.2 git',
      { name: 'curl', type: 'rpm', version: '7.76.1-14.el9', fixed: ['0:7.76.1-26.el9_3.2'] },
    ),
    'dnf has the version without the release': raised(
      'RUN dnf install -y curl-7.76.1',
      'RUN dnf install -y curl-7.79.0',
      { name: 'curl', type: 'rpm', version: '7.76.1-14.el9', fixed: ['7.79.0-2.el9'] },
    ),
    'yum names the architecture, too': raised(
      'RUN yum install -y openssl-libs-1:3.0.1-43.el9.x86_64',
      'RUN yum install -y openssl-libs-1:3.0.7-6.el9_2.x86_64',
      {
        name: 'openssl-libs',
        type: 'rpm',
        version: '1:3.0.1-43.el9',
        fixed: ['1:3.0.7-6.el9_2'],
      },
    ),
    'pip has the version in quotes, with extras': raised(
      "RUN pip install 'flask[async]==2.2.1' gunicorn",
      "RUN pip install 'flask[async]==2.2.5' gunicorn",
      FLASK,
    ),
    'pip asks for a compatible release': raised(
      'RUN pip install "flask~=2.1.0"',
      'RUN pip install "flask~=2.2.5"',
      { ...FLASK, version: '2.1.3' },
    ),
    'pip asks for a release with a wildcard': raised(
      'RUN pip install "flask==2.1.*"',
      'RUN pip install "flask==2.2.*"',
      { ...FLASK, version: '2.1.3' },
    ),
    'python runs pip in exec form': raised(
      'RUN ["python", "-m", "pip", "install", "flask==2.2.1"]',
      'RUN ["python", "-m", "pip", "install", "flask==2.2.5"]',
      FLASK,
    ),
    'npm installs a version globally': raised(
      'RUN npm install -g npm@9.1.0',
      'RUN npm install -g npm@9.5.1',
      NPM,
    ),
    'npm has a range that ends before the fix': raised(
      'RUN npm install -g npm@~9.1.0 @acme/cli@1',
      'RUN npm install -g npm@~9.5.1 @acme/cli@2',
      NPM,
      { name: '@acme/cli', type: 'npm', version: '1.9.0', fixed: ['2.0.3'] },
    ),
    'yarn and pnpm add a version': raised(
      'RUN yarn global add npm@9.1.0 && pnpm add -g npm@^8.2',
      'RUN yarn global add npm@9.5.1 && pnpm add -g npm@^9.5',
      NPM,
    ),
    'gem has the version in an option': raised(
      'RUN gem install rails -v 7.0.4 --no-document',
      'RUN gem install rails -v 7.0.4.1 --no-document',
      RAILS,
    ),
    'gem has the version in the word of the option': raised(
      "RUN gem install rails --version='7.0.4'",
      "RUN gem install rails --version='7.0.4.1'",
      RAILS,
    ),
    'gem has the version behind the name': raised(
      'RUN gem install rails:7.0.4 puma',
      'RUN gem install rails:7.0.4.1 puma',
      RAILS,
    ),
    'go installs a program of a module': raised(
      'RUN go install example.com/tool/cmd/tool@v1.2.3',
      'RUN go install example.com/tool/cmd/tool@v1.2.5',
      { name: 'example.com/tool', type: 'golang', version: '1.2.3', fixed: ['1.2.5'] },
    ),
    'cargo has the version in an option or behind the name': raised(
      'RUN cargo install ripgrep --version 13.0.0 && cargo install ripgrep@13.0.0',
      'RUN cargo install ripgrep --version 13.0.1 && cargo install ripgrep@13.0.1',
      { name: 'ripgrep', type: 'cargo', version: '13.0.0', fixed: ['13.0.1'] },
    ),
    'composer has a caret': raised(
      'RUN composer global require "acme/tool:^1.2"',
      'RUN composer global require "acme/tool:^2.0"',
      { name: 'acme/tool', type: 'composer', version: '1.2.7', fixed: ['2.0.1'] },
    ),
    'an ARG has the version': [
      'FROM a\nARG CURL_VERSION="8.4.0-r0"\nRUN apk add curl=${CURL_VERSION}\n',
      'FROM a\nARG CURL_VERSION="8.5.0-r0"\nRUN apk add curl=${CURL_VERSION}\n',
      'review',
      found({ ...APK_CURL, line: 3 }),
    ],
    'an ARG before the first FROM has the version for two stages': [
      'ARG V=8.4.0\nFROM a AS b\nARG V\nRUN apk add curl=$V-r0\nFROM a\nARG V\nRUN apk add "curl=$V-r0"\n',
      'ARG V=8.5.0\nFROM a AS b\nARG V\nRUN apk add curl=$V-r0\nFROM a\nARG V\nRUN apk add "curl=$V-r0"\n',
      'review',
      found({ ...APK_CURL, line: 4 }, { ...APK_CURL, line: 7 }),
    ],
    'an ENV has the version': [
      'FROM a\nENV FLASK=2.2.1 X=1\nRUN pip install "flask==$FLASK"\nCMD ["flask"]\n',
      'FROM a\nENV FLASK=2.2.5 X=1\nRUN pip install "flask==$FLASK"\nCMD ["flask"]\n',
      'review',
      found({ ...FLASK, line: 3 }),
    ],
    'one ARG has the version of two packages': [
      'FROM a\nARG V=8.4.0-r0\nRUN apk add curl=$V libcurl=$V\n',
      'FROM a\nARG V=8.5.0-r0\nRUN apk add curl=$V libcurl=$V\n',
      'review',
      found({ ...APK_CURL, line: 3 }, { ...APK_CURL, name: 'libcurl', line: 3 }),
    ],
    'an ARG has the version of a download': [
      'FROM a\nARG NODE_VERSION=v18.1.0\nRUN curl -O https://nodejs.org/dist/$NODE_VERSION/x && tar xf x-$NODE_VERSION\n',
      'FROM a\nARG NODE_VERSION=v18.16.1\nRUN curl -O https://nodejs.org/dist/$NODE_VERSION/x && tar xf x-$NODE_VERSION\n',
      'review',
      found(NODE),
    ],
    'a checksum is downloaded, too': [
      'FROM a\nARG V=3.14.0\nRUN wget https://get.helm.sh/helm-v${V}.tgz https://get.helm.sh/helm-v${V}.tgz.sha256 && sha256sum -c *.sha256\n',
      'FROM a\nARG V=3.14.2\nRUN wget https://get.helm.sh/helm-v${V}.tgz https://get.helm.sh/helm-v${V}.tgz.sha256 && sha256sum -c *.sha256\n',
      'review',
      found({
        name: 'helm.sh/helm/v3',
        type: 'golang',
        version: 'v3.14.0',
        fixed: ['3.14.2'],
        line: 3,
      }),
    ],
    'the fixed version of a report would run a command, another report has a plain one': raised(
      'RUN apk add curl=8.4.0-r0',
      'RUN apk add curl=8.5.0-r0',
      APK_CURL,
      { ...APK_CURL, fixed: ['8.4.1-r0$(id)', '8.5.0-r0'], id: 'CVE-2025-0002' },
    ),
  },
});

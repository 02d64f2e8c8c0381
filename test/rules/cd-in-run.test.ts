import rule from '../../src/rules/cd-in-run.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'WORKDIR is used': 'FROM node:22\nWORKDIR /app\nRUN npm ci\n',
    'CMD changes the directory': 'FROM node:22\nCMD cd /app && node a.js\n',
    'a subshell changes it': 'FROM node:22\nRUN (cd /app && npm ci) && npm test\n',
    'a substitution changes it': 'FROM node:22\nRUN x="$(cd /app && pwd)"\n',
    'a loop changes it': 'FROM node:22\nRUN for d in a b; do cd /$d && make; done\n',
    'only the shell knows the directory':
      'FROM node:22\nRUN cd "$(mktemp -d)" && make\nRUN d=/x; cd "$d" && make\nRUN cd ~ && make\nRUN cd - && make\n',
    'it leads into what was just unpacked': 'FROM node:22\nRUN tar xf a.tgz && cd a && make\n',
    'it goes through several directories':
      'FROM node:22\nRUN tar xf a.tgz && cd /usr/src && make && cd / && rm -rf /usr/src\n',
    'another command has the word': 'FROM node:22\nRUN echo cd /app\n',
  },
  leaves: {
    'the container starts in the old directory': [
      'FROM node:22\nWORKDIR /srv\nRUN cd /app && npm ci\n',
      [3],
      /the container works in `\/srv`.*does no harm/,
    ],
    'a RUN below works in the old directory': [
      'FROM node:22\nRUN cd /app && npm ci\nRUN make\nWORKDIR /app\n',
      [2],
      /the RUN on line 3 works in `\/`/,
    ],
    'a copy below leads to the old directory': [
      'FROM node:22\nRUN cd /app && npm ci\nCOPY a b\nWORKDIR /app\n',
      [2],
      /the COPY on line 3/,
    ],
    'a stage is built on this one': [
      'FROM node:22 AS a\nRUN cd /app && npm ci\nFROM a\n',
      [2],
      /a stage that is built on this one/,
    ],
    'the repository builds an image of the stage': {
      text: 'FROM node:22 AS a\nRUN cd /app && npm ci\nFROM nginx:1.27\nCOPY --from=a /app /b\n',
      files: { 'compose.yaml': 'services:\n  a:\n    build:\n      context: .\n      target: a\n' },
      lines: [2],
      reason: /the image of this stage/,
    },
    'a mount is named from the old directory': [
      'FROM node:22\nRUN --mount=target=a cd /app && npm ci\nWORKDIR /app\n',
      [2],
      /a mount of the RUN/,
    ],
    'the RUN goes on to another directory': [
      'FROM node:22\nRUN cd /app && npm ci && cd /b && make\nWORKDIR /app\n',
      [2],
      /several directories/,
    ],
    'it stands behind set': [
      'FROM node:22\nRUN set -eux; \\\n  cd src; make\n',
      [3],
      /`src` depends on the directory/,
    ],
    'the rest runs also where it fails': [
      'FROM node:22\nRUN cd /app; make\n',
      [2],
      /in the wrong directory where the `cd` fails/,
    ],
    'a connector is missing behind it': [
      'FROM node:22\nRUN cd /root \\\n mkdir data\n',
      [2],
      /missing in front of `mkdir`/,
    ],
    'it stands in the middle, with an absolute path': [
      'FROM node:22\nRUN apt-get update && cd /usr/src && make\n',
      [2],
      /a command of the RUN runs before it/,
    ],
    'the directory is a variable of the file': [
      'FROM node:22\nENV HOME_DIR=/srv\nRUN cd ${HOME_DIR} && make\n',
      [3],
    ],
    'a here-document changes it': ['FROM node:22\nRUN <<EOF\ncd /app\nmake\nEOF\n', [3]],
    'each RUN counts, ONBUILD too': [
      'FROM node:22\nRUN cd /a && make\nONBUILD RUN cd /b && make\n',
      [2, 3],
    ],
  },
  fixes: {
    'another WORKDIR follows': {
      safety: 'review',
      before: 'FROM node:22\nCOPY . /code\n# why\nRUN cd /app && npm ci\nENV a=b\nWORKDIR /srv\n',
      after: 'FROM node:22\nCOPY . /code\nWORKDIR /app\n# why\nRUN npm ci\nENV a=b\nWORKDIR /srv\n',
      preconditions: { 'nothing below needs another directory than `/app`': 'held' },
    },
    'the same WORKDIR follows': {
      before: 'FROM node:22\r\nRUN cd /app && \\\r\n  npm ci\r\nWORKDIR /app\r\nCMD ["a"]\r\n',
      after: 'FROM node:22\r\nWORKDIR /app\r\nRUN npm ci\r\nCMD ["a"]\r\n',
      safety: 'review',
    },
    'several RUNs of a stage of which only files are used': {
      before:
        'from node:22 as a\nrun cd /app && npm ci\ncopy x /y/\nrun cd /app && make\nfrom scratch\ncopy --from=a /app /\n',
      after:
        'from node:22 as a\nworkdir /app\nrun npm ci\ncopy x /y/\nrun make\nfrom scratch\ncopy --from=a /app /\n',
      safety: 'review',
    },
    'it leads to where the RUN starts': [
      'FROM node:22\nWORKDIR /app\nRUN cd /app/ && npm ci\n',
      'FROM node:22\nWORKDIR /app\nRUN npm ci\n',
      'safe',
    ],
    'nothing follows it': [
      'FROM node:22\nRUN cd /usr/share/nginx/html\nRUN make && cd /b\n',
      'FROM node:22\nRUN make\n',
      'review',
    ],
  },
});

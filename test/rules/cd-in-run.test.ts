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
    'it stands first': ['FROM node:22\nRUN cd /app && npm ci\n', [2], /stays in force/],
    'it stands behind set': [
      'FROM node:22\nRUN set -eux; \\\n  cd src; make\n',
      [3],
      /stays in force/,
    ],
    'it stands in the middle, with an absolute path': [
      'FROM node:22\nRUN apt-get update && cd /usr/src && make\n',
      [2],
      /split/,
    ],
    'it does nothing': ['FROM node:22\nRUN cd /usr/share/nginx/html\n', [2], /no effect/],
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
});

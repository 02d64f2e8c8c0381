import rule from '../../src/rules/numeric-user.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the user is a number': 'FROM debian:12\nUSER 10001\n',
    'user and group are numbers, of variables': 'FROM debian:12\nARG U=1 G=2\nUSER $U:$G\n',
    'only the group is a name': 'FROM debian:12\nUSER 10001:app\n',
    'the user is root': 'FROM debian:12\nUSER root\nFROM debian:12\nUSER root:root\n',
    'the name is not known': 'FROM debian:12\nARG U\nUSER $U\n',
    'a number comes last': 'FROM debian:12\nUSER app\nRUN make\nUSER 10001\n',
    'nobody runs the stage': 'FROM debian:12 AS b\nUSER app\nFROM debian:12\nCOPY --from=b /a /a\n',
    'the system is Windows':
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\n',
  },
  leaves: {
    'the user is created without a number': [
      'FROM debian:12\nRUN useradd app\nUSER app\n',
      [3],
      /without a uid: give it one/,
    ],
    'neither the file nor the base has it': [
      'FROM debian:12\nUSER constructor\n',
      [2],
      /docker run --rm IMAGE id constructor/,
    ],
    'the user may be there before': [
      'FROM debian:12\nRUN id app || useradd -u 1 app\nUSER app\n',
      [3],
      /may not be the one that runs/,
    ],
    'the user is created in a condition': [
      'FROM debian:12\nRUN if x; then useradd -u 1 app; fi\nUSER app\n',
      [3],
      /may not be/,
    ],
    'the user is created twice': [
      'FROM debian:12\nRUN useradd -u 1 app\nRUN userdel app && useradd -u 2 app\nUSER app\n',
      [4],
      /may not be/,
    ],
    'users are changed': [
      'FROM debian:12\nRUN useradd -u 1 app && usermod -u 2 app\nUSER app\n',
      [3],
      /changes users/,
    ],
    'the number is worked out': [
      'FROM debian:12\nRUN useradd -u $(cat id) app\nUSER app\n',
      [3],
      /worked out/,
    ],
    'the variable has another value by then': [
      'FROM debian:12\nARG U=1\nRUN useradd -u $U app\nARG U=2\nUSER app\n',
      [5],
      /worked out/,
    ],
    'the number of the group is not known': [
      'FROM debian:12\nRUN groupadd app && useradd -u 1 -g app app\nUSER app:app\n',
      [3],
      /without a gid/,
    ],
    'another stage creates it': [
      'FROM debian:12\nRUN useradd -u 1 app\nFROM debian:12\nUSER app\n',
      [4],
    ],
    'a comment stands inside': [
      'FROM debian:12\nRUN useradd -u 1 app\nUSER \\\n# c\napp\n',
      [5],
      /comment/,
    ],
  },
  fixes: {
    'the base image has the user': {
      before: 'FROM node:22\nUSER node:node\n',
      after: 'FROM node:22\nUSER 1000:1000\n',
      preconditions: { 'the base image has `node` with that number': 'held' },
    },
    'the distribution has the user': [
      'FROM debian:12\nUSER www-data\n',
      'FROM debian:12\nUSER 33\n',
    ],
    'useradd gives the number': [
      'FROM debian:12\nRUN groupadd -r app && useradd -r -u 999 -g app app\nUSER app\n',
      'FROM debian:12\nRUN groupadd -r app && useradd -r -u 999 -g app app\nUSER 999\n',
    ],
    'adduser of busybox gives the number, and addgroup that of the group': [
      'FROM alpine:3.20\nRUN addgroup -g 1001 -S web && adduser -S -u 1000 -G web app\nUSER app:web\n',
      'FROM alpine:3.20\nRUN addgroup -g 1001 -S web && adduser -S -u 1000 -G web app\nUSER 1000:1001\n',
    ],
    'adduser of Debian gives the number': [
      'FROM debian:12\nRUN adduser --uid=1000 --disabled-password --gecos "" app\nUSER app:50\n',
      'FROM debian:12\nRUN adduser --uid=1000 --disabled-password --gecos "" app\nUSER 1000:50\n',
    ],
    'variables hold name and number': [
      'FROM debian:12\nARG NAME=app\nARG U=1000\nRUN useradd -u "$U" ${NAME}\nUSER $NAME\n',
      'FROM debian:12\nARG NAME=app\nARG U=1000\nRUN useradd -u "$U" ${NAME}\nUSER ${U}\n',
    ],
    'a stage below creates it': [
      'FROM debian:12 AS b\nRUN useradd -u 1 app\nFROM b\nUSER "app"\nCMD ["a"]\n',
      'FROM debian:12 AS b\nRUN useradd -u 1 app\nFROM b\nUSER 1\nCMD ["a"]\n',
    ],
  },
});

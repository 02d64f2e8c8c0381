import rule from '../../src/rules/unused-user.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'USER names it': 'FROM python:3.12\nRUN useradd -m app\nUSER app\n',
    'USER names its id': 'FROM python:3.12\nRUN useradd -u 1000 app\nUSER 1000:1000\n',
    'USER is a build argument': 'FROM python:3.12\nARG WHO\nRUN useradd app\nUSER $WHO\n',
    'the name is not known': 'FROM python:3.12\nARG WHO\nRUN useradd $WHO\n',
    'the entry point drops root to it':
      'FROM python:3.12\nRUN useradd app\nENTRYPOINT ["gosu", "app", "x"]\n',
    'a script starts the image':
      'FROM python:3.12\nRUN useradd app\nENTRYPOINT ["/docker-entrypoint.sh"]\n',
    'a server starts that changes the user itself':
      'FROM alpine:3.20\nRUN adduser -S -D www-data\nCMD ["php-fpm"]\n',
    'a RUN works as it': 'FROM python:3.12\nRUN useradd app && su app -c make\n',
    'the name is written to a configuration':
      'FROM debian:12\nRUN useradd www && echo "user www;" > /etc/nginx.conf\nCMD ["nginx"]\n',
    'the command names it': 'FROM debian:12\nRUN useradd www\nCMD ["httpd", "-u", "www"]\n',
    'only a group changes': 'FROM alpine:3.20\nRUN adduser nobody www-data && addgroup app\n',
    'only an earlier stage creates it':
      'FROM debian:12 AS a\nRUN useradd app\nFROM debian:12\nCMD ["x"]\n',
  },
  fixes: {
    'USER was forgotten': [
      'FROM python:3.12\nRUN useradd -ms /bin/bash -g 100 app && chown -R app /app\nEXPOSE 8080\nCMD ["python", "app.py"]\n',
      'FROM python:3.12\nRUN useradd -ms /bin/bash -g 100 app && chown -R app /app\nEXPOSE 8080\nUSER app\nCMD ["python", "app.py"]\n',
    ],
    'the name is a variable of the file': [
      'FROM python:3.12\nARG WHO=app\nRUN useradd -u 7000 "${WHO}"\nCMD ["python", "a.py"]\n',
      'FROM python:3.12\nARG WHO=app\nRUN useradd -u 7000 "${WHO}"\nUSER 7000\nCMD ["python", "a.py"]\n',
    ],
    'the parent stage creates it': [
      'FROM debian:12 AS a\nRUN useradd app\nFROM a\nCMD ["x"]\n',
      'FROM debian:12 AS a\nRUN useradd app\nFROM a\nUSER app\nCMD ["x"]\n',
    ],
  },
  leaves: {
    'busybox creates it, with its group, and nothing starts': [
      'FROM alpine:3.20\nRUN addgroup -S web && \\\n  adduser -S -D -H -G web web\n',
      [3],
      /no program of its own.*; or remove `web`, which nothing uses$/,
    ],
    'USER goes back to root': ['FROM python:3.12\nRUN useradd app\nUSER root\n', [2]],
    'nothing is known of the base image': ['FROM example.com/a:1\nRUN useradd app\n', [2]],
  },
});

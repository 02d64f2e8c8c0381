import rule from '../../src/rules/world-writable.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'others may only read': 'FROM debian:12\nRUN chmod 755 /a && chmod -R u=rwX,go=rX /b\n',
    'COPY gives a narrow mode': 'FROM debian:12\nCOPY --chmod=0755 a /a\nADD --chmod=644 b /b\n',
    'the directory is sticky': 'FROM debian:12\nRUN chmod 1777 /tmp && mkdir -m 1777 /x\n',
    'the right is taken away': 'FROM debian:12\nRUN chmod -R o-w /a && chmod a-w /b\n',
    'the group gets the rights of the owner': 'FROM debian:12\nRUN chmod -R g=u /a\n',
    'the umask keeps the others out': 'FROM debian:12\nRUN chmod +rwx /a && chmod +x 777\n',
    'the mode is a variable': 'FROM debian:12\nRUN chmod $MODE /a\n',
  },
  fixes: {
    'the user of the image owns it by a chown that follows': {
      before: 'FROM debian:12\nRUN chmod 777 -R /data && chown -R app /data/\nUSER app\n',
      after: 'FROM debian:12\nRUN chmod 755 -R /data && chown -R app /data/\nUSER app\n',
      preconditions: {
        '`chown -R app /data/` (line 2) gives `/data` to `app`': 'held',
        'the container runs as `app` and as nobody else': 'held',
      },
    },
    'a server of an image that starts as root owns it': {
      before: 'FROM debian:12\nRUN chown -R www-data:www-data /srv\nRUN chmod 0666 /srv/a /srv/b\n',
      after: 'FROM debian:12\nRUN chown -R www-data:www-data /srv\nRUN chmod 0644 /srv/a /srv/b\n',
      preconditions: {
        '`chown -R www-data:www-data /srv` (line 2) gives `/srv/a`, `/srv/b` to `www-data`': 'held',
        'the container runs as `www-data` and as nobody else': 'unknown',
      },
    },
    'a service of the repository runs it as somebody else': {
      before: 'FROM debian:12\nRUN chmod -R 777 /data && chown -R app /data\nUSER app\n',
      after: 'FROM debian:12\nRUN chmod -R 755 /data && chown -R app /data\nUSER app\n',
      files: { 'compose.yaml': 'services:\n  a:\n    build: .\n    user: "1000"\n' },
      preconditions: {
        '`chown -R app /data` (line 2) gives `/data` to `app`': 'held',
        'the container runs as `app` and as nobody else': 'unknown',
      },
    },
    'the group is root, for platforms that choose the user': {
      before: 'FROM debian:12\nRUN chown -R 1001:0 /data && chmod -R 777 /data\nUSER 1001\n',
      after: 'FROM debian:12\nRUN chown -R 1001:0 /data && chmod -R 775 /data\nUSER 1001\n',
    },
    'programs get 755': {
      before:
        'FROM debian:12\nCOPY --chmod=0777 run.sh /run.sh\nRUN chmod 777 /run.sh /usr/bin/tool && make\n',
      after:
        'FROM debian:12\nCOPY --chmod=0755 run.sh /run.sh\nRUN chmod 755 /run.sh /usr/bin/tool && make\n',
    },
  },
  leaves: {
    'a comment says that anybody may run it': [
      'FROM debian:12\n# 777 allows arbitrary users\nRUN chown -R app /data && chmod -R 777 /data\n',
      [3],
      /chgrp -R 0/,
    ],
    'the chown reaches only a part, or not into folders': [
      'FROM debian:12\nRUN chown app /data && chmod -R 777 /data\nRUN chown -R app /srv/a && chmod 777 /srv\nUSER app\n',
      [2, 3],
    ],
    'the chown stands in another stage or may not run': [
      'FROM debian:12 AS a\nRUN chown -R app /data\nFROM debian:12\nRUN chmod -R 777 /data\nRUN make || chown -R app /data\n',
      [4],
    ],
    'chmod opens a tree': [
      'FROM debian:12\nRUN chmod -R 777 /data\n',
      [2],
      /runs as root, which may write to \/data .*chmod -R g=u \/data/,
    ],
    'the user who writes is known': [
      'FROM debian:12\nRUN chmod -R 777 /data\nUSER 1000\n',
      [2],
      /chown -R 1000 \/data/,
    ],
    'not all of it is a program': [
      'FROM debian:12\nRUN chmod 777 /run.sh /data\nCOPY --chmod=777 conf /conf\n',
      [2, 3],
    ],
    'octal modes of each length': [
      'FROM debian:12\nRUN chmod 666 /a\nRUN chmod 0777 /a\nRUN chmod 2777 /a\n',
      [2, 3, 4],
    ],
    'symbolic modes': [
      'FROM debian:12\nRUN chmod a+w /a\nRUN chmod o+rwX /a\nRUN chmod ugo=rwx /a\nRUN chmod u+x,go+w /a\n',
      [2, 3, 4, 5],
    ],
    'COPY and ADD give the mode': [
      'FROM debian:12\nCOPY --chown=a:b --chmod=777 x /x\nADD --chmod=666 y /y\n',
      [2, 3],
    ],
    'directories and programs are made with it': [
      'FROM debian:12\nRUN mkdir -p -m 777 /a && \\\n  install -Dm0777 a /usr/bin/a\n',
      [2, 3],
    ],
    'find and xargs run it': [
      'FROM debian:12\nRUN find / -type d -exec chmod 777 {} +\nRUN ls | xargs chmod 777\n',
      [2, 3],
    ],
  },
});

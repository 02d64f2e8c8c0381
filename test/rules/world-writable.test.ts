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
    'programs get 755': {
      before:
        'FROM debian:12\nCOPY --chmod=0777 run.sh /run.sh\nRUN chmod 777 /run.sh /usr/bin/tool && make\n',
      after:
        'FROM debian:12\nCOPY --chmod=0755 run.sh /run.sh\nRUN chmod 755 /run.sh /usr/bin/tool && make\n',
    },
  },
  leaves: {
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

import rule from '../../src/rules/setuid-bit.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the mode is an ordinary one': 'FROM debian:12\nRUN chmod 755 /a\nCOPY --chmod=0755 a /a\n',
    'the bit is taken away':
      'FROM debian:12\nRUN find / -perm /6000 -type f -exec chmod a-s {} + && chmod u-s /bin/su\n',
    'a directory hands down its group': 'FROM debian:12\nRUN chmod 2775 /a && chmod g+s /b\n',
    'the directory is sticky': 'FROM debian:12\nRUN chmod 1777 /tmp && chmod +t /x\n',
  },
  leaves: {
    'a symbolic mode sets it': [
      'FROM debian:12\nRUN chmod u+s /bin/ping\n',
      [2],
      /`setcap cap_net_raw\+ep \/bin\/ping`/,
    ],
    'a program that becomes root': [
      'FROM debian:12\nRUN chmod u+s /usr/sbin/gosu\n',
      [2],
      /become root/,
    ],
    'a program for something unknown': [
      'FROM debian:12\nRUN chmod u+s /x\n',
      [2],
      /what `\/x` needs/,
    ],
    'a mode without user sets both': ['FROM debian:12\nRUN chmod +s /bin/ping\n', [2]],
    'an octal mode sets it': ['FROM debian:12\nRUN chmod 4755 /a\nRUN chmod 06755 /b\n', [2, 3]],
    'COPY and install set it': [
      'FROM debian:12\nCOPY --chmod=4755 a /a\nRUN install -m 4711 a /b\n',
      [2, 3],
    ],
  },
});

import rule from '../../src/rules/expose-ssh.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'other ports are exposed': 'FROM a:1\nEXPOSE 80 222 2222/tcp 23-30\n',
    'the port of the host is 22': 'FROM a:1\nEXPOSE 22:80\n',
    'the port is not known': 'FROM a:1\nARG P\nEXPOSE $P\n',
  },
  leaves: {
    'the image runs an SSH server': [
      'FROM a:1\nRUN apt-get install -y openssh-server\nEXPOSE 22\n',
      [3],
      /sets up an SSH server/,
    ],
    'the SSH server comes from the stage below': [
      'FROM a:1 AS b\nCMD ["/usr/sbin/sshd", "-D"]\nFROM b\nEXPOSE 22\n',
      [4],
      /sets up an SSH server/,
    ],
    'it is one of a range': ['FROM a:1\nEXPOSE 20-25\n', [2], /range/],
    'a comment stands beside it': ['FROM a:1\nEXPOSE 80 \\\n# ssh\n  22\n', [4], /comment/],
    'it is for images built on this': ['FROM a:1\nONBUILD EXPOSE 22\n', [2], /built on this/],
  },
  fixes: {
    'the only port': ['FROM a:1\nEXPOSE 22\nUSER b\n', 'FROM a:1\nUSER b\n'],
    'the first of two': ['FROM a:1\nEXPOSE 22/tcp  80\n', 'FROM a:1\nEXPOSE 80\n'],
    'the last of two': ['FROM a:1\nEXPOSE 80 22\n', 'FROM a:1\nEXPOSE 80\n'],
    'one on a line of its own': [
      'FROM a:1\nEXPOSE 80 \\\n  22/udp \\\n  443\n',
      'FROM a:1\nEXPOSE 80 \\\n  443\n',
    ],
  },
});

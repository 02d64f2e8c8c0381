import rule from '../../src/rules/chpasswd.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'another tool has a similar name': 'FROM debian:12\nRUN chgrp root /etc/passwd\n',
    'a user is made without a password': 'FROM debian:12\nRUN useradd -m dev && passwd -l root\n',
    'the letter is the value of another option':
      'FROM debian:12\nRUN useradd --comment -p dev; echo chpasswd\n',
    'the account is locked': "FROM debian:12\nRUN useradd -p '*' dev; usermod -p '!' dev\n",
  },
  leaves: {
    'the password stands in the file': [
      "FROM debian:12\nRUN echo 'root:root' | chpasswd\n",
      [2],
      /nothing in the file lets anybody log in/,
    ],
    'people log in': [
      'FROM debian:12\nRUN apt-get install -y openssh-server && passwd -d root\n',
      [2],
      /sets up `openssh-server`/,
    ],
    'the password comes from a file': ['FROM debian:12\nRUN chpasswd < input.txt\n', [2]],
    'the password is removed': ['FROM debian:12\nRUN passwd -d root\n', [2]],
    'useradd and usermod take a hash': [
      'FROM debian:12\nRUN useradd -p "$(openssl passwd -1 x)" dev && \\\n  usermod --password x dev\n',
      [2, 3],
    ],
  },
});

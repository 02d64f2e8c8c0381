import rule from '../../src/rules/exec-form.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'both are in exec form': 'FROM debian:12\nENTRYPOINT ["a"]\nCMD ["b"]\n',
    'the array is malformed, which is another matter': "FROM debian:12\nCMD ['a']\n",
    'CMD is empty': 'FROM debian:12\nCMD\n',
    'RUN is in shell form': 'FROM debian:12\nRUN a b\n',
  },
  leaves: {
    'commands are joined by something else': [
      'FROM debian:12\nCMD a || b\n',
      [2],
      /`\|\|` joins several commands: put them into a script/,
    ],
    'the last of several commands is a builtin': ['FROM debian:12\nCMD a && cd /x\n', [2], /`&&`/],
    'the last of several commands only waits': [
      'FROM debian:12\nCMD service x start && tail -f /var/log/x\n',
      [2],
      /`&&`/,
    ],
    'one of several commands is a trap': ['FROM debian:12\nCMD trap "x" TERM; b\n', [2], /`;`/],
    'one of several commands runs in the background': [
      'FROM debian:12\nCMD a & b; c\n',
      [2],
      /`&` joins/,
    ],
    'the last of several commands gets a variable': [
      'FROM debian:12\nCMD a && X=1 b\n',
      [2],
      /`&&`/,
    ],
    'several commands stand on several lines': [
      'FROM debian:12\nCMD a && \\\n  b\n',
      [2],
      /on several lines/,
    ],
    'commands are piped': ['FROM debian:12\nCMD a | b\n', [2], /pipe/],
    'the command runs in the background': ['FROM debian:12\nCMD a &\n', [2], /background/],
    'the command is a builtin': ['FROM debian:12\nCMD cd /x\nENTRYPOINT echo a\n', [2, 3]],
    'a variable is set before the command': ['FROM debian:12\nCMD A=1 b\n', [2], /`A=…`/],
    'a shell comment stands behind': ['FROM debian:12\nCMD a b # c\n', [2], /behind the command/],
    'the shell is no POSIX one': [
      'FROM debian:12\nSHELL ["fish", "-c"]\nCMD a\n',
      [3],
      /no POSIX shell/,
    ],
    'the base is for Windows': [
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD app.exe\n',
      [2],
      /no POSIX shell/,
    ],
    'a login shell prepares the environment': [
      'FROM debian:12\nSHELL ["/bin/bash", "-lc"]\nCMD a\n',
      [3],
      /does more than run/,
    ],
    'bash reads a file first': [
      'FROM debian:12\nENV BASH_ENV=/x\nSHELL ["/bin/bash", "-c"]\nCMD a\n',
      [4],
      /does more than run/,
    ],
    'ENTRYPOINT would get CMD as arguments': [
      'FROM debian:12\nENTRYPOINT a\nCMD ["b"]\n',
      [2],
      /would become its arguments/,
    ],
    'ENTRYPOINT would get the CMD of a later stage': [
      'FROM debian:12 AS b\nENTRYPOINT a\nFROM b\nCMD ["c"]\n',
      [2],
      /would become its arguments/,
    ],
    'it is for images built on this': [
      'FROM debian:12\nONBUILD CMD a\n',
      [2],
      /images built on this/,
    ],
    'a shell is needed and not known': [
      'FROM example.test/a:1\nCMD a $B\n',
      [2],
      /shell of the base image/,
    ],
    'a shell is needed on several lines': [
      'FROM debian:12\nCMD a \\\n  $B\n',
      [2],
      /several lines/,
    ],
  },
  fixes: {
    'a plain command': ['FROM debian:12\nCMD a -b  c\n', 'FROM debian:12\nCMD ["a", "-b", "c"]\n'],
    'quoted words': [
      'FROM debian:12\nCMD a "b c" \'d $e\' f"g"h\n',
      'FROM debian:12\nCMD ["a", "b c", "d $e", "fgh"]\n',
    ],
    'a word with backslashes in single quotes': [
      "FROM debian:12\nCMD a '\\d\"'\n",
      'FROM debian:12\nCMD ["a", "\\\\d\\""]\n',
    ],
    'the last of several commands takes the place of the shell': [
      'FROM debian:12\nCMD a -b; c && d "$e"\n',
      'FROM debian:12\nCMD ["/bin/sh", "-c", "a -b; c && exec d \\"$e\\""]\n',
      'review',
    ],
    'the last of several commands does so already': [
      'FROM debian:12\nCMD a && exec b\n',
      'FROM debian:12\nCMD ["/bin/sh", "-c", "a && exec b"]\n',
      'review',
    ],
    'a command behind exec': ['FROM debian:12\nCMD exec a b\n', 'FROM debian:12\nCMD ["a", "b"]\n'],
    'a command on several lines': [
      'FROM debian:12\r\nCMD exec a \\\r\n  # why\r\n  --b c \\\r\n  d\r\n',
      'FROM debian:12\r\nCMD ["a", \\\r\n  # why\r\n  "--b", "c", \\\r\n  "d"]\r\n',
    ],
    'ENTRYPOINT without CMD, whose CMD of the base it resets': [
      'FROM python:3.12\nENTRYPOINT python -m http.server\n',
      'FROM python:3.12\nENTRYPOINT ["python", "-m", "http.server"]\n',
    ],
    'a SHELL that only adds options': [
      'FROM debian:12\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nCMD a\n',
      'FROM debian:12\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nCMD ["a"]\n',
    ],
    'an entry point that runs its arguments': [
      'FROM debian:12\nENTRYPOINT ["/usr/bin/tini", "--"]\nCMD a b\n',
      'FROM debian:12\nENTRYPOINT ["/usr/bin/tini", "--"]\nCMD ["a", "b"]\n',
    ],
    'the entry point of node': [
      'FROM node:20\nCMD npm start\n',
      'FROM node:20\nCMD ["npm", "start"]\n',
    ],
    'another entry point, after a look': [
      'FROM debian:12\nENTRYPOINT ["/start"]\nCMD a b\n',
      'FROM debian:12\nENTRYPOINT ["/start"]\nCMD ["a", "b"]\n',
      'review',
    ],
    'an entry point called like that of node, after a look': [
      'FROM node:20\nCOPY docker-entrypoint.sh /usr/local/bin/\nCMD npm start\n',
      'FROM node:20\nCOPY docker-entrypoint.sh /usr/local/bin/\nCMD ["npm", "start"]\n',
      'review',
    ],
    'a base that nothing is known of, after a look': [
      'FROM example.test/a:1\nCMD a\n',
      'FROM example.test/a:1\nCMD ["a"]\n',
      'review',
    ],
    'a script, after a look': [
      'FROM debian:12\nCMD ./run.sh a\n',
      'FROM debian:12\nCMD ["./run.sh", "a"]\n',
      'review',
    ],
    'a program that the file puts into place, after a look': [
      'FROM debian:12\nCOPY start /usr/bin/\nCMD start\n',
      'FROM debian:12\nCOPY start /usr/bin/\nCMD ["start"]\n',
      'review',
    ],
    'a program that a RUN writes, after a look': [
      'FROM debian:12\nRUN echo a > /usr/bin/start && chmod +x /usr/bin/start\nCMD /usr/bin/start\n',
      'FROM debian:12\nRUN echo a > /usr/bin/start && chmod +x /usr/bin/start\nCMD ["/usr/bin/start"]\n',
      'review',
    ],
    'a variable, which needs the shell': [
      'FROM debian:12\nCMD a "$B" *.c\n',
      'FROM debian:12\nCMD ["/bin/sh", "-c", "exec a \\"$B\\" *.c"]\n',
      'review',
    ],
    'a redirection, which needs the shell in force': [
      'FROM debian:12\nSHELL ["/bin/bash", "-lc"]\nENTRYPOINT exec a > /b\n',
      'FROM debian:12\nSHELL ["/bin/bash", "-lc"]\nENTRYPOINT ["/bin/bash", "-lc", "exec a > /b"]\n',
      'review',
    ],
    'a tilde, which needs the shell': [
      'FROM debian:12\nCMD a --b=~/c\n',
      'FROM debian:12\nCMD ["/bin/sh", "-c", "exec a --b=~/c"]\n',
      'review',
    ],
    'an escape, which needs the shell': [
      'FROM debian:12\nCMD a b\\ c\n',
      'FROM debian:12\nCMD ["/bin/sh", "-c", "exec a b\\\\ c"]\n',
      'review',
    ],
  },
});

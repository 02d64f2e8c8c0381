import rule from '../../src/rules/last-user-root.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'another user follows': 'FROM alpine:3.20\nUSER root\nRUN npm ci\nUSER guest\n',
    'root is the last user of an earlier stage':
      'FROM alpine:3.20\nUSER root\nFROM alpine:3.20\nUSER app\n',
    'no USER is there, which is another rule': 'FROM alpine:3.20\n',
    'the user is a build argument': 'FROM alpine:3.20\nARG WHO\nUSER $WHO\n',
    'the name only begins like root': 'FROM alpine:3.20\nUSER rootless\n',
    'only the group is root': 'FROM alpine:3.20\nUSER 1001:0\n',
    'the entry point goes on with gosu':
      'FROM debian:12\nUSER root\nENTRYPOINT ["gosu", "a", "b"]\n',
    'the entry point of the base image drops root': 'FROM redis:7\nUSER root\n',
  },
  fixes: {
    'the base image had another user': {
      before: 'FROM jenkins/jenkins:lts\nUSER root\nRUN apt-get update\n',
      after: 'FROM jenkins/jenkins:lts\nUSER root\nRUN apt-get update\nUSER jenkins\n',
      preconditions: {
        '`jenkins` is the user of the base image': 'held',
        'no entry point gives up root itself': 'held',
        'USER on line 2 is for what is built behind it': 'held',
        'what it starts can do its work as another user': 'held',
        'the program needs nothing in /root, which is closed to other users': 'held',
      },
    },
    'the file set another user before, and built nothing as it': {
      before:
        'FROM node:22\nUSER node\nUSER root\nRUN apt-get update\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
      after:
        'FROM node:22\nUSER node\nUSER root\nRUN apt-get update\nEXPOSE 8080\nUSER node\nCMD ["node", "a.js"]\n',
      preconditions: {
        'line 2 sets `node` for the program': 'held',
        'no entry point gives up root itself': 'held',
        'USER on line 3 is for what is built behind it': 'held',
        'what it starts can do its work as another user': 'held',
        'the program needs nothing in /root, which is closed to other users': 'held',
        'no port below 1024 is exposed, published or named in the command': 'held',
      },
    },
    'the user before may be one of the build': {
      before: 'FROM debian:12\nUSER a\nRUN make\nUSER 0:0\nCMD ["/app"]\n',
      after: 'FROM debian:12\nUSER a\nRUN make\nUSER 0:0\nUSER a\nCMD ["/app"]\n',
      preconditions: {
        '`a` is for the program, and not only for what is built behind line 2': 'unknown',
        'no entry point gives up root itself': 'held',
        'USER on line 4 is a leftover: nothing is built behind it': 'unknown',
        'what it starts can do its work as another user': 'held',
        'the program needs nothing in /root, which is closed to other users': 'held',
      },
    },
    'the user before was root, too': [
      'FROM node:22\nUSER root\nRUN make\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
      'FROM node:22\nUSER root\nRUN make\nEXPOSE 8080\nUSER 1000:1000\nCMD ["node", "a.js"]\n',
    ],
    'the parent stage changes to root': [
      'FROM node:22 AS a\nUSER root\nFROM a\nRUN make\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
      'FROM node:22 AS a\nUSER root\nFROM a\nRUN make\nEXPOSE 8080\nUSER 1000:1000\nCMD ["node", "a.js"]\n',
    ],
  },
  leaves: {
    'root is named, and nothing starts': [
      'FROM alpine:3.20\nUSER root\n',
      [2],
      /no program of its own/,
    ],
    'a variable of the file says root': [
      'FROM alpine:3.20\nARG U=root\nUSER ${U}\nCMD ["sh"]\n',
      [3],
      /starts a shell/,
    ],
    'nothing is known of the base image': [
      'FROM example.com/base:1\nUSER root\n',
      [2],
      /^which user `example\.com\/base:1` has/,
    ],
    'gosu is there and a script starts the image': [
      'FROM debian:12\nUSER a\nUSER root\nRUN apt-get install gosu\nENTRYPOINT ["/e.sh"]\n',
      [3],
      /has gosu/,
    ],
    'the new entry point drops root': {
      text: 'FROM jenkins/jenkins:lts\nUSER root\nCOPY e.sh /\nENTRYPOINT ["/e.sh"]\n',
      lines: [2],
      files: { 'e.sh': '#!/bin/sh\nexec su-exec jenkins jenkins.sh\n' },
      reason: /^e\.sh:2 goes on as another user/,
    },
  },
});

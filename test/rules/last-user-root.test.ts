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
  leaves: {
    'root is named': ['FROM alpine:3.20\nUSER root\n', [2], /create a user/],
    'root by id, and with its group': [
      'FROM alpine:3.20\nUSER a\nUSER 0:0\n',
      [3],
      /before was `a`/,
    ],
    'the group is named': ['FROM alpine:3.20\nUSER a\nUSER root:root\n', [3]],
    'a variable of the file says root': ['FROM alpine:3.20\nARG U=root\nUSER ${U}\n', [3]],
    'the base image had another user': [
      'FROM jenkins/jenkins:lts\nUSER root\nRUN apt-get update\n',
      [2],
      /before was `jenkins`/,
    ],
    'the parent stage changes to root': ['FROM alpine:3.20 AS a\nUSER root\nFROM a\nCMD x\n', [2]],
    'nothing is known of the base image': ['FROM example.com/base:1\nUSER root\n', [2]],
    'gosu is there and a script starts the image': [
      'FROM debian:12\nUSER a\nUSER root\nRUN apt-get install gosu\nENTRYPOINT ["/e.sh"]\n',
      [3],
    ],
  },
});

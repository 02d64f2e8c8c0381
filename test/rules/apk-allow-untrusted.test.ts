import rule from '../../src/rules/apk-allow-untrusted.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'signatures are checked': 'FROM alpine:3.20\nRUN apk add --no-cache curl\n',
    'another command has the word':
      'FROM alpine:3.20\nRUN apk add a | grep "--allow-untrusted" && echo "--allow-untrusted"\n',
  },
  leaves: {
    'the option stands behind the action': [
      'FROM alpine:3.20\nRUN apk add --allow-untrusted x.apk\n',
      [2],
      /\/etc\/apk\/keys/,
    ],
    'the option stands before the action, and behind the packages': [
      'FROM alpine:3.20\nRUN apk \\\n  --allow-untrusted add x.apk\nRUN echo a && apk add /tmp/x.apk --allow-untrusted\n',
      [3, 4],
    ],
    'a repository of somebody else': [
      'FROM alpine:3.20\nRUN apk add --allow-untrusted -X https://a.acme.io/apk x\n',
      [2],
      'put into /etc/apk/keys/ the public key of the repository `https://a.acme.io/apk`, then remove `--allow-untrusted`',
    ],
    'a repository that was added before': [
      'FROM alpine:3.20\nRUN echo https://a.acme.io/apk >> /etc/apk/repositories\nRUN apk add --allow-untrusted x\n',
      [3],
      /of the repository that line 2 brings in \(https:\/\/a\.acme\.io\/apk\)/,
    ],
    'a package of a tagged repository, and one that a variable names': [
      'FROM alpine:3.20\nRUN apk add --allow-untrusted x@edge\nRUN apk add --allow-untrusted $PKG\n',
      [2, 3],
    ],
  },
  fixes: {
    'packages of the distribution': {
      before:
        'FROM alpine:3.20\nRUN apk --allow-untrusted add --no-cache \\\n    curl=8.9.1-r1 g++\n',
      after: 'FROM alpine:3.20\nRUN apk add --no-cache \\\n    curl=8.9.1-r1 g++\n',
      preconditions: {
        'the file names only packages of the distribution, and adds no repository before': 'held',
        'the base image has the keys of all of its repositories': 'held',
      },
    },
    'an image of somebody, which may bring more': {
      before: 'FROM acme/base:1\nRUN apk add --allow-untrusted curl\n',
      after: 'FROM acme/base:1\nRUN apk add curl\n',
      preconditions: {
        'the file names only packages of the distribution, and adds no repository before': 'held',
        'the base image has the keys of all of its repositories': 'unknown',
      },
    },
  },
});

import rule from '../../src/rules/apk-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'versions are given': 'FROM alpine:3.20\nRUN apk add --no-cache "curl=8" git~2 "a>1"\n',
    'a file is installed': 'FROM alpine:3.20\nRUN apk add ./x.apk\n',
    'the name is of a virtual package': 'FROM alpine:3.20\nRUN apk add -t .deps curl=8\n',
    'the packages come from a variable': 'FROM alpine:3.20\nRUN apk add $DEPS\n',
  },
  leaves: {
    'a package has no version': [
      'FROM alpine:3.20\nRUN apk add --no-cache --virtual .deps curl\n',
      [2],
      /newest revision/,
    ],
  },
});

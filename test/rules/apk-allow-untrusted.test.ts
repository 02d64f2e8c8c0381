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
      'FROM alpine:3.20\nRUN apk \\\n  --allow-untrusted add x\nRUN echo a && apk add x --allow-untrusted\n',
      [3, 4],
    ],
  },
});

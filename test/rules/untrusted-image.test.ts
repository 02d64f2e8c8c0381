import rule from '../../src/rules/untrusted-image.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  allowed: ['registry.example.com/*', 'alpine'],
  passes: {
    'the image is on the list': 'FROM alpine:3.22\nFROM registry.example.com/a/b:1\n',
    'the reference is not known': 'ARG IMAGE\nFROM $IMAGE\n',
  },
  leaves: {
    'the base is not on the list': ['FROM debian:12\n', [1], /upgrades\.images/],
    'the name only begins like one on the list': ['FROM alpine-tools:1\n', [1]],
    'files are copied from an image that is not': [
      'FROM alpine:3.22\nCOPY --from=somebody/tools:1 /a /a\n',
      [2],
    ],
  },
});

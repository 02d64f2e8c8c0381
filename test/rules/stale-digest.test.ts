import rule from '../../src/rules/stale-digest.ts';
import { testRule } from './rule-table.ts';

const OLD = `sha256:${'0'.repeat(64)}`;
const NEW = `sha256:${'1'.repeat(64)}`;

testRule(rule, {
  outlooks: {
    [`alpine:3.22@${OLD}`]: { reference: `alpine:3.22@${NEW}`, kind: 'digest-refresh' },
    [`node:24.1.0@${OLD}`]: { reference: `node:24.2.0@${NEW}`, kind: 'minor' },
  },
  passes: {
    'the digest is that of the tag': `FROM alpine:3.21@${OLD}\n`,
    'another tag is to be taken': `FROM node:24.1.0@${OLD}\n`,
    'there is no digest': 'FROM alpine:3.22\n',
  },
  fixes: {
    'the tag was built anew': [`FROM alpine:3.22@${OLD}\n`, `FROM alpine:3.22@${NEW}\n`],
    'the digest stands in an ARG': [
      `ARG DIGEST=${OLD}\nFROM alpine:3.22@$DIGEST\n`,
      `ARG DIGEST=${NEW}\nFROM alpine:3.22@$DIGEST\n`,
    ],
  },
});

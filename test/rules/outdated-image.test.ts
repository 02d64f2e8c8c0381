import rule from '../../src/rules/outdated-image.ts';
import { testRule } from './rule-table.ts';

const OLD = `sha256:${'0'.repeat(64)}`;
const NEW = `sha256:${'1'.repeat(64)}`;

testRule(rule, {
  outlooks: {
    'nginx:1.28.0': { reference: 'nginx:1.28.2', kind: 'patch' },
    [`node:24.1.0@${OLD}`]: { reference: `node:24.11.0@${NEW}`, kind: 'minor' },
    'node:16': { reference: 'node:24', kind: 'major' },
    'golang:1.25-alpine3.21': { reference: 'golang:1.25-alpine3.22', kind: 'distribution' },
    'busybox:1.36': { reference: 'busybox:1.37', kind: 'minor' },
  },
  passes: {
    'there is nothing newer': 'FROM nginx:1.29.1\n',
    'another rule moves away from a line that has ended': 'FROM node:16\n',
    'the reference is not known': 'ARG IMAGE\nFROM $IMAGE\n',
  },
  leaves: {
    'an ARG feeds another image that may not move': [
      'ARG V=1.28.0\nFROM nginx:$V\nFROM example.com/nginx-tools:$V\n',
      [2],
      /may not move along/,
    ],
  },
  fixes: {
    'a patch release came out': ['FROM nginx:1.28.0\n', 'FROM nginx:1.28.2\n'],
    'the digest moves with the tag': [`FROM node:24.1.0@${OLD}\n`, `FROM node:24.11.0@${NEW}\n`],
    'only the distribution moves': [
      'FROM golang:1.25-alpine3.21\n',
      'FROM golang:1.25-alpine3.22\n',
    ],
    'COPY and a mount name the image': [
      'FROM scratch\nCOPY --from=busybox:1.36 /a /a\nRUN --mount=from=busybox:1.36,target=/b x\n',
      'FROM scratch\nCOPY --from=busybox:1.37 /a /a\nRUN --mount=from=busybox:1.37,target=/b x\n',
    ],
    'one ARG feeds two images that may both move': [
      'ARG V=1.28.0\nFROM nginx:$V AS a\nFROM nginx:$V\n',
      'ARG V=1.28.2\nFROM nginx:$V AS a\nFROM nginx:$V\n',
    ],
  },
});

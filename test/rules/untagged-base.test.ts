import rule from '../../src/rules/untagged-base.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the image has a tag': 'FROM debian:12\n',
    'the registry has a port and the image a tag': 'FROM localhost:5000/app:1\n',
    'the image has a digest and no tag': `FROM debian@sha256:${'a'.repeat(64)}\n`,
    'the base is scratch': 'FROM scratch\n',
    'the base is an earlier stage, in another case': 'FROM debian:12 AS Build\nFROM build\n',
    'the whole reference is an ARG without default': 'ARG IMAGE\nFROM $IMAGE\n',
    'the tag is an ARG without default': 'ARG TAG\nFROM debian:${TAG}\n',
    'the end of the name is an ARG without default': 'ARG TAG\nFROM debian$TAG\n',
    'COPY names a stage by index': 'FROM debian:12\nFROM alpine:3.20\nCOPY --from=0 /a /a\n',
    'COPY names what may be a build context': 'FROM debian:12\nCOPY --from=assets /a /a\n',
    'the syntax directive has no tag': '# syntax=docker/dockerfile\nFROM debian:12\n',
  },
  leaves: {
    'the base image has no tag': ['FROM debian\n', [1], /only the registry knows/],
    'the port of a registry is no tag': ['FROM registry.test:3000/openjdk\n', [1]],
    'an ARG gives the image without tag': ['ARG IMAGE=debian\nFROM ${IMAGE}\n', [2]],
    'only the registry is an ARG without default': ['ARG R\nFROM ${R}/ubuntu\n', [2]],
    'a name that is no stage': ['FROM debian:12 AS a\nFROM b AS c\n', [2]],
    'each stage counts': ['FROM debian\nFROM alpine\n', [1, 2]],
    'COPY and a mount take files from images': [
      'FROM debian:12\nCOPY --from=ghcr.io/a/b /x /x\nRUN --mount=from=ghcr.io/a/c,target=/y ls /y\n',
      [2, 3],
    ],
  },
});

const DIGEST = `sha256:${'a'.repeat(64)}`;

testRule(rule, {
  outlooks: {
    debian: { reference: 'debian:13.2', kind: 'digest-pin' },
    alpine: { reference: `alpine:latest@${DIGEST}`, kind: 'digest-pin' },
    python: { reference: 'pypy:3', kind: 'replacement' },
  },
  leaves: {
    'another image is to be taken': ['FROM python\n', [1], /becomes pypy:3/],
  },
  fixes: {
    'the registry names the version': ['FROM debian\n', 'FROM debian:13.2\n', 'review'],
    'digests are asked for': ['FROM alpine\n', `FROM alpine:latest@${DIGEST}\n`, 'review'],
  },
});

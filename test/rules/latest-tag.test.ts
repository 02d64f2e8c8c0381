import rule from '../../src/rules/latest-tag.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the tag names a version': 'FROM debian:12\n',
    'the tag only begins with latest': 'FROM app:latest-slim\n',
    'there is no tag': 'FROM debian\n',
    'the digest says which image is meant': `FROM debian:latest@sha256:${'a'.repeat(64)}\n`,
    'the tag is an ARG without default': 'ARG TAG\nFROM debian:${TAG}\n',
    'the default of the ARG is in a stage, which FROM does not see':
      'FROM alpine:3.20\nARG TAG=latest\nFROM debian:${TAG}\n',
    'the base is an earlier stage named latest': 'FROM debian:12 AS latest\nFROM latest\n',
  },
  leaves: {
    'the base image is latest': ['FROM debian:latest\n', [1], /only the registry knows/],
    'the registry has a port': ['FROM registry.test:3000/openjdk:latest\n', [1]],
    'the default of an ARG is latest': [
      'ARG TAG="latest"\nFROM foo:${TAG}\nFROM bar:${TAG}\n',
      [2, 3],
    ],
    'the name is unknown and the tag is not': ['ARG R\nARG I\nFROM $R/$I:latest\n', [3]],
    'COPY takes a file from a floating image': [
      'FROM debian:12\nCOPY --from=busybox:latest /bin/busybox /b\n',
      [2],
    ],
  },
});

const DIGEST = `sha256:${'a'.repeat(64)}`;

testRule(rule, {
  outlooks: {
    'debian:latest': { reference: 'debian:13.2', kind: 'digest-pin' },
    'alpine:latest': { reference: `alpine:latest@${DIGEST}`, kind: 'digest-pin' },
    'python:latest': { reference: 'pypy:3', kind: 'replacement' },
  },
  leaves: {
    'another image is to be taken': ['FROM python:latest\n', [1], /becomes pypy:3/],
  },
  fixes: {
    'the registry names the version': ['FROM debian:latest\n', 'FROM debian:13.2\n', 'review'],
    'digests are asked for': ['FROM alpine:latest\n', `FROM alpine:latest@${DIGEST}\n`, 'review'],
  },
});

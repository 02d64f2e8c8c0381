import rule from '../../src/rules/arg-in-from.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'there is no variable': 'FROM debian:12\nFROM scratch\n',
    'the ARG has a default': 'ARG IMAGE=debian TAG=12\nFROM ${IMAGE}:$TAG\n',
    'the default stands in FROM': 'ARG TAG\nFROM debian:${TAG:-12}\nFROM alpine:${V:-3.20}\n',
    'an ARG without default leaves a valid name': 'ARG SUFFIX\nFROM debian:12${SUFFIX}\n',
    'the builder sets the variable':
      'FROM --platform=$BUILDPLATFORM a:1 AS b\nFROM a:${TARGETARCH}\n',
    'the platform has no default': 'ARG PLATFORM\nFROM --platform=$PLATFORM a:1\n',
    'the variable names a stage': 'ARG V=b\nFROM a:1 AS stage-b\nFROM stage-$V\n',
    'the architecture names a stage': 'FROM a:1 AS base-amd64\nFROM base-${TARGETARCH}\n',
    'the default is scratch': 'ARG BASE=scratch\nFROM $BASE\n',
  },
  leaves: {
    'the ARG is not declared': ['FROM debian:${TAG}\n', [1], /which value `TAG` should have/],
    'the ARG is declared in a stage': [
      'FROM debian:12\nARG TAG=12\nFROM debian:$TAG\n',
      [3],
      /belongs to a stage/,
    ],
    'the ARG is declared behind FROM': [
      'FROM $IMAGE\nARG IMAGE=debian:12\n',
      [1],
      /before the first FROM/,
    ],
    'the ARG has another spelling': [
      'ARG VERSION=12\nFROM debian:$VERSOIN\n',
      [2],
      /whether `VERSION` is meant/,
    ],
    'each variable by itself': ['FROM $A:$B\n', [1, 1]],
    'the platform is not declared': ['FROM --platform=$PLATFORM debian:12\n', [1]],
    'the ARG has no default': ['ARG TAG\nFROM debian:$TAG\n', [2], /give `TAG` a default/],
    'the builds of the repository agree on a value': {
      text: 'ARG TAG\nFROM debian:$TAG\n',
      files: {
        'compose.yaml':
          'services:\n  a:\n    build:\n      context: .\n      args:\n        TAG: "12"\n',
      },
      lines: [2],
      reason: /the repository builds with: `TAG=12` \(compose\.yaml:\d+\)/,
    },
    'the builds of the repository do not agree': {
      text: 'ARG TAG\nFROM debian:$TAG\n',
      files: {
        'compose.yaml':
          'services:\n  a:\n    build:\n      context: .\n      args:\n        TAG: "12"\n  b:\n    build:\n      context: .\n      args:\n        TAG: "13"\n',
      },
      lines: [2],
      reason: /a valid name$/,
    },
    'the whole name has no default': ['ARG IMAGE\nFROM ${IMAGE} AS b\n', [2], /`IMAGE`/],
    'the default is no name': [
      'ARG IMAGE="Some Image"\nFROM $IMAGE\n',
      [2],
      /give the ARG a default/,
    ],
    'the default is empty': ['ARG TAG=\nFROM debian:$TAG\n', [2]],
  },
});

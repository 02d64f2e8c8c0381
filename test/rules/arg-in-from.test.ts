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
  fixes: {
    'the ARG stands behind FROM': {
      before: '# syntax=docker/dockerfile:1\nFROM $IMAGE\nARG IMAGE=debian:12\n',
      after: '# syntax=docker/dockerfile:1\nARG IMAGE=debian:12\nFROM $IMAGE\n',
      preconditions: {
        'without build arguments no build works today: `$IMAGE` is nothing': 'held',
        'no other value of `IMAGE` is known: line 3 says `ARG IMAGE=debian:12`': 'held',
      },
    },
    'an earlier stage, which uses the value, has the ARG': [
      'arg A=1\n# the build\nfrom golang:1 as b\narg TAG="3.22"\nrun make TAG=$TAG\nfrom alpine:${TAG}\n',
      'arg A=1\narg TAG=3.22\n# the build\nfrom golang:1 as b\narg TAG\nrun make TAG=$TAG\nfrom alpine:${TAG}\n',
    ],
    'a comment belongs to FROM, and another to the ARG': [
      '# License\n\n# runs it\nFROM debian:$TAG\n# of Debian\nARG TAG=12\n',
      '# License\n\nARG TAG=12\n# runs it\nFROM debian:$TAG\n# of Debian\nARG TAG\n',
    ],
    'the ARG before FROM has no value, and the one in the stage has': [
      'ARG TAG\nFROM debian:$TAG\nARG TAG=12\nRUN make\n',
      'ARG TAG=12\nFROM debian:$TAG\nARG TAG\nRUN make\n',
    ],
    'two stages and two variables': [
      'ARG V OS\nFROM node:$V-$OS AS b\nARG V=24\nARG OS=slim\nRUN make\nFROM node:$V-alpine\n',
      'ARG V=24 OS=slim\nFROM node:$V-$OS AS b\nARG V\nARG OS\nRUN make\nFROM node:$V-alpine\n',
    ],
    'the platform is declared too late': [
      'FROM --platform=$PLATFORM debian:12\nARG PLATFORM=linux/arm64\nRUN make\n',
      'ARG PLATFORM=linux/arm64\nFROM --platform=$PLATFORM debian:12\nARG PLATFORM\nRUN make\n',
    ],
    'the builds of the repository agree on a value': {
      before: 'ARG TAG\nFROM debian:$TAG\n',
      after: 'ARG TAG=12\nFROM debian:$TAG\n',
      files: {
        'compose.yaml':
          'services:\n  a:\n    build:\n      context: .\n      args:\n        TAG: "12"\n',
      },
      preconditions: {
        'without build arguments no build works today: `debian:$TAG` is `debian:`': 'held',
        'no other value of `TAG` is known: the repository builds with `TAG=12` (compose.yaml:3)':
          'held',
      },
    },
    'a slip in the name': {
      before: 'ARG VERSION=12\nFROM debian:${VERSOIN}\n',
      after: 'ARG VERSION=12\nFROM debian:${VERSION}\n',
      preconditions: {
        'without build arguments no build works today: `debian:${VERSOIN}` is `debian:`': 'held',
        '`VERSOIN` is a slip for `VERSION`': 'unknown',
      },
    },
  },
  leaves: {
    'the ARG is not declared': ['FROM debian:${TAG}\n', [1], /which value `TAG` should have/],
    'the ARG of a stage has no value': [
      'FROM debian:12\nARG TAG\nFROM debian:$TAG\n',
      [3],
      /^`ARG TAG` of line 2 belongs to a stage and has no value/,
    ],
    'the stages do not agree on a value': [
      'FROM debian:12 AS a\nARG TAG=12\nFROM debian:12 AS b\nARG TAG=13\nFROM debian:$TAG\n',
      [5],
      /^`ARG TAG` of line 2 .* is not the only one/,
    ],
    'the build works without the variable': [
      'FROM debian:12\nARG SUFFIX=-slim\nFROM debian:12$SUFFIX\n',
      [3],
      /the build works without it/,
    ],
    'the value is made of others': [
      'FROM debian:12\nARG V=12\nARG TAG=$V-slim\nFROM debian:$TAG\n',
      [4],
      /makes no name of an image/,
    ],
    'another spelling leaves no name either': [
      'ARG VERSION\nFROM debian:$VERSOIN\n',
      [2],
      /whether `VERSION` is meant/,
    ],
    'each variable by itself': ['FROM $A:$B\n', [1, 1]],
    'the platform is not declared': ['FROM --platform=$PLATFORM debian:12\n', [1]],
    'the ARG has no default': [
      'ARG TAG\nFROM debian:$TAG\n',
      [2],
      /give `TAG` \(line 1\) a default/,
    ],
    'the builds of the repository do not agree': {
      text: 'ARG TAG\nFROM debian:$TAG\n',
      files: {
        'compose.yaml':
          'services:\n  a:\n    build:\n      context: .\n      args:\n        TAG: "12"\n  b:\n    build:\n      context: .\n      args:\n        TAG: "13"\n',
      },
      lines: [2],
      reason: /builds with: `TAG=12` \(compose\.yaml:\d\), `TAG=13` \(compose\.yaml:\d+\)$/,
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

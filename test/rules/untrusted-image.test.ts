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

testRule(rule, {
  policy: {
    mirrors: [
      { from: 'docker.io/library/', to: 'registry.example.com/hub/library/' },
      { from: 'docker.io/', to: 'registry.example.com/hub/' },
    ],
  },
  passes: {
    'the image comes from the mirror': 'FROM registry.example.com/hub/library/node:22\n',
    'no mirror has it': 'FROM ghcr.io/acme/base:1\n',
    'the base is nothing': 'FROM scratch\n',
  },
  leaves: {
    'the name is put together from the default of a variable': [
      'ARG NAME=node\nFROM ${NAME%x}:22\n',
      [2],
      /the image to take is registry\.example\.com\/hub\/library\/node:22/,
    ],
  },
  fixes: {
    'tag and digest are kept': [
      `FROM node:22@sha256:${'a'.repeat(64)} AS build\nCOPY --from=grafana/grafana:11.0.0 /a /a\n`,
      `FROM registry.example.com/hub/library/node:22@sha256:${'a'.repeat(64)} AS build\nCOPY --from=registry.example.com/hub/grafana/grafana:11.0.0 /a /a\n`,
    ],
    'the version comes from a variable': [
      'ARG VERSION=22\nFROM node:${VERSION}-slim\nUSER node\n',
      'ARG VERSION=22\nFROM registry.example.com/hub/library/node:${VERSION}-slim\nUSER node\n',
    ],
  },
});

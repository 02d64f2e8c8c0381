import rule from '../../src/rules/end-of-life-image.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  outlooks: {
    'node:16-slim': { reference: 'node:22-slim', kind: 'major' },
    'node:14': { reference: 'node:14.21.3', kind: 'patch' },
    'python:3.12-slim-buster': { reference: 'python:3.12-slim-trixie', kind: 'distribution' },
  },
  passes: {
    'the line is alive': 'FROM node:24-slim\n',
    'nothing is known of the image': 'FROM example.com/tools:1\n',
    'the frontend is no image of the program': '# syntax=docker/dockerfile:1.0\nFROM node:24\n',
    'the reference is not known': 'ARG IMAGE\nFROM $IMAGE\n',
  },
  leaves: {
    'the line has ended and nothing can be taken': [
      'FROM debian:8\n',
      [1],
      /nothing that the policy/,
    ],
    'the move stays on a line that has ended': ['FROM node:14\n', [1], /for another reason/],
    'an image that files are copied from has ended': [
      'FROM scratch\nCOPY --from=alpine:3.10 /a /a\n',
      [2],
    ],
  },
  fixes: {
    'the runtime has ended': ['FROM node:16-slim\n', 'FROM node:22-slim\n'],
    'the distribution below has ended': [
      'FROM python:3.12-slim-buster\n',
      'FROM python:3.12-slim-trixie\n',
    ],
    'two stages share the image': [
      'ARG NODE=16\nFROM node:${NODE}-slim AS a\nFROM node:${NODE}-slim\n',
      'ARG NODE=22\nFROM node:${NODE}-slim AS a\nFROM node:${NODE}-slim\n',
    ],
  },
});

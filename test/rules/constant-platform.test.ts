import rule from '../../src/rules/constant-platform.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'no platform is given': 'FROM a:1\n',
    'the platform is that of the build':
      'FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=${TARGETPLATFORM} b:1\n',
    'the platform is an ARG': 'ARG P=linux/amd64\nFROM --platform=$P a:1\n',
    'the stage is named after its architecture': 'FROM --platform=linux/arm64 a:1 AS build-arm64\n',
    'the stage is named after it in another spelling':
      'FROM --platform=linux/x86_64 a:1 AS build_amd64\n',
  },
  leaves: {
    'a platform': ['FROM --platform=linux/amd64 a:1\n', [1], /meant for `linux\/amd64` alone/],
    'only an architecture': ['FROM --platform=arm64 a:1 AS build\n', [1]],
    'each stage': [
      'FROM --platform=linux/amd64 a:1 AS b\nFROM --platform=linux/arm/v7 c:1\n',
      [1, 2],
    ],
  },
});

import rule from '../../src/rules/redundant-target-platform.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'no platform is given': 'FROM a:1\n',
    'the platform of the build is given': 'FROM --platform=$BUILDPLATFORM a:1\n',
    'the platform is constant': 'FROM --platform=linux/amd64 a:1\n',
    'the variable is a part of the platform': 'FROM --platform=$TARGETOS/amd64 a:1\n',
    'the file sets the variable itself':
      'ARG TARGETPLATFORM=linux/arm64\nFROM --platform=$TARGETPLATFORM a:1\n',
  },
  fixes: {
    'the bare variable': ['FROM --platform=$TARGETPLATFORM a:1 AS b\n', 'FROM a:1 AS b\n'],
    'the variable in braces and quotes': [
      'FROM --platform="${TARGETPLATFORM}"  a:1\n',
      'FROM a:1\n',
    ],
    'the variable that is declared without a value': [
      'ARG TARGETPLATFORM\nFROM --platform=$TARGETPLATFORM a:1\n',
      'ARG TARGETPLATFORM\nFROM a:1\n',
    ],
    'a flag on a line of its own': [
      'FROM --platform=$TARGETPLATFORM \\\n  # why\n  a:1\n',
      'FROM \\\n  # why\n  a:1\n',
    ],
    'a flag on a stage': [
      'FROM --platform=$BUILDPLATFORM a:1 AS b\nFROM --platform=$TARGETPLATFORM b\n',
      'FROM --platform=$BUILDPLATFORM a:1 AS b\nFROM b\n',
    ],
    'the variable with a default, after a look': [
      'FROM --platform=${TARGETPLATFORM:-linux/amd64} a:1\n',
      'FROM a:1\n',
      'review',
    ],
  },
});

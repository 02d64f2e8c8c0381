import rule from '../../src/rules/experimental-syntax.ts';
import { testRule } from './rule-table.ts';

const FILE = 'FROM golang:1.25\nRUN --mount=type=cache,target=/root/.cache go version\n';

testRule(rule, {
  passes: {
    'the frontend is stable': `# syntax=docker/dockerfile:1.4\n${FILE}`,
    'there is no syntax line': FILE,
    'the frontend is of somebody else': `# syntax=example.com/docker/dockerfile:labs\n${FILE}`,
    'a comment of the file speaks of it': `FROM debian:12\n# syntax=docker/dockerfile:experimental\n`,
  },
  leaves: {
    'a feature is still being tried, behind a continuation': [
      '# syntax=docker/dockerfile:labs\nFROM debian:12\nRUN \\\n  --device=vendor.com/gpu nvidia-smi\n',
      [1],
      /--device/,
    ],
    'a feature is still being tried': [
      '# syntax=docker/dockerfile:1.14-labs\nFROM debian:12\nRUN --device=vendor.com/gpu nvidia-smi\n',
      [1],
      /--device/,
    ],
  },
  fixes: {
    'a version of labs, with the host': [
      `# syntax = docker.io/docker/dockerfile:1.3-labs\n${FILE}`,
      `# syntax = docker.io/docker/dockerfile:1\n${FILE}`,
    ],
    'a comment speaks of what is still being tried': [
      `# syntax=docker/dockerfile:labs\n# RUN --device=a\n${FILE}`,
      `# syntax=docker/dockerfile:1\n# RUN --device=a\n${FILE}`,
    ],
    'a daily build': [
      `# syntax=docker/dockerfile-upstream:master-experimental\n${FILE}`,
      `# syntax=docker/dockerfile:1\n${FILE}`,
    ],
    'the first of all': [
      `# syntax=docker/dockerfile:1.0-experimental\n${FILE}`,
      `# syntax=docker/dockerfile:1\n${FILE}`,
    ],
  },
});

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
  fixes: {
    'the stage that builds does so for another platform': {
      before:
        'FROM --platform="linux/amd64" rust:1 AS b\nARG TARGETPLATFORM\nRUN ./build.sh ${TARGETPLATFORM}\nFROM alpine:3\nCOPY --from=b /a /a\n',
      after:
        'FROM --platform=$BUILDPLATFORM rust:1 AS b\nARG TARGETPLATFORM\nRUN ./build.sh ${TARGETPLATFORM}\nFROM alpine:3\nCOPY --from=b /a /a\n',
      preconditions: {
        'the stage builds for `$TARGETPLATFORM` (line 3), wherever it runs itself': 'held',
        'only files of the stage are used': 'held',
        'the base image and the tools of the stage are there for other platforms, too': 'unknown',
      },
    },
  },
  leaves: {
    'a platform': ['FROM --platform=linux/amd64 a:1\n', [1], /meant for `linux\/amd64` alone/],
    'only an architecture': ['FROM --platform=arm64 a:1 AS build\n', [1]],
    'something is downloaded for one architecture': [
      'FROM --platform=linux/amd64 a:1\nRUN curl -O https://example.com/tool-linux-x86_64.tgz\n',
      [1],
      /^line 2 takes something for `x86_64`/,
    ],
    'the name of the image says it': [
      'FROM --platform=linux/amd64 amd64/debian:12\n',
      [1],
      /^`amd64\/debian:12` is an image for `amd64` alone/,
    ],
    'what the stage builds may run everywhere': [
      'FROM --platform=linux/amd64 node:24 AS b\nRUN npm run build\nFROM nginx:1.29\nCOPY --from=b /dist /srv\n',
      [1],
      /write `--platform=\$BUILDPLATFORM`.* as for `FROM nginx:1\.29`$/,
    ],
    'the stage that builds for another platform is shipped, too': [
      'FROM --platform=linux/amd64 golang:1 AS b\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build\nFROM b\nCOPY --from=b /a /b\n',
      [1],
    ],
    'the variable is not declared in the stage': [
      'FROM --platform=linux/amd64 golang:1 AS b\nRUN GOARCH=$TARGETARCH go build\nFROM alpine\nCOPY --from=b /a /b\n',
      [1],
    ],
    'the stage that builds has tools of one architecture': [
      'FROM --platform=linux/amd64 golang:1 AS b\nARG TARGETARCH\nRUN apt-get install gcc-x86-64-linux-gnu && GOARCH=$TARGETARCH go build\nFROM alpine\nCOPY --from=b /a /b\n',
      [1],
      /^line 3 takes something for `x86-64`/,
    ],
    'a digest': [
      `FROM --platform=linux/amd64 a:1@sha256:${'e'.repeat(64)}\n`,
      [1],
      /the digest in `a:1@sha256:eeeeeeee…` stands for all platforms/,
    ],
    'each stage': [
      'FROM --platform=linux/amd64 a:1 AS b\nFROM --platform=linux/arm/v7 c:1\n',
      [1, 2],
    ],
  },
});

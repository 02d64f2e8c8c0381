import rule from '../../src/rules/apt-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a version is given': 'FROM debian:12\nRUN apt-get install -y curl=7.88.1-10\n',
    'a version comes from a variable':
      'FROM debian:12\nRUN apt-get install -y curl=$V "git=${W}"\n',
    'the packages come from a variable': 'FROM debian:12\nRUN apt-get install -y $PACKAGES\n',
    'a release is given': 'FROM debian:12\nRUN apt-get install -y curl/bookworm-backports\n',
    'files are installed': 'FROM debian:12\nRUN apt-get install -y ./a.deb /tmp/b.deb\n',
    'a package is removed by the way': 'FROM debian:12\nRUN apt-get install -y a=1 b-\n',
    'nothing is installed': 'FROM debian:12\nRUN apt-get update && apt-get remove curl\n',
  },
  leaves: {
    'one of two has no version': [
      'FROM debian:12\nRUN apt-get install -y -t stable a=1 curl\n',
      [2],
      /mirrors.*`snapshot\.debian\.org`/,
    ],
    'a package stands on a later line': [
      'FROM debian:12\nRUN apt-get install -y \\\n  a=1 \\\n  curl\n',
      [4],
      /mirrors.*`snapshot\.debian\.org`/,
    ],
  },
});

const SNAPSHOT = String.raw`sed -Ei '/^URIs:/d; s|^# (http://snapshot.debian.org/.*)|URIs: \1\nCheck-Valid-Until: no|' /etc/apt/sources.list.d/debian.sources`;
const SNAPSHOT_OF_11 = String.raw`sed -Ei '/^deb /d; s|^# deb (http://snapshot.debian.org/)|deb [check-valid-until=no] \1|' /etc/apt/sources.list`;
const INSTALL = 'apt-get update && apt-get install -y curl';

testRule(rule, {
  passes: {
    'the packages come from the archive of a day':
      'FROM debian:12\nRUN echo "deb [check-valid-until=no] http://snapshot.debian.org/archive/debian/20240101T000000Z bookworm main" > /etc/apt/sources.list\nRUN apt-get update && apt-get install -y curl\n',
    'the stage below takes them from there': `FROM debian:12 AS base\nRUN ${SNAPSHOT} && apt-get update\nFROM base\nRUN ${INSTALL}\n`,
  },
  leaves: {
    'one package came from a snapshot': [
      `FROM debian:12\nRUN curl -O http://snapshot.debian.org/archive/debian/20240101T000000Z/pool/x_1.deb\nRUN ${INSTALL}\n`,
      [3],
    ],
    'another repository is there besides the snapshot': [
      `FROM debian:12\nRUN ${SNAPSHOT} && add-apt-repository ppa:x\nRUN ${INSTALL}\n`,
      [3],
    ],
  },
});

testRule(rule, {
  policy: { pins: 'versions' },
  leaves: {
    'a pin would break the build later': {
      text: `FROM debian:12\nRUN ${INSTALL}\n`,
      lines: [2],
      reason: /mirrors drop that version/,
      installed: [{ name: 'curl', type: 'deb', version: '7.88.1-10' }],
    },
  },
});

testRule(rule, {
  policy: { pins: 'snapshot' },
  leaves: {
    'Ubuntu has an archive of its own': [
      `FROM ubuntu:24.04\nRUN ${INSTALL}\n`,
      [2],
      /`snapshot\.ubuntu\.com`/,
    ],
    'the image is nobody that is known': [`FROM acme/base:1\nRUN ${INSTALL}\n`, [2]],
    'the image is not made from a snapshot that is known': [
      `FROM postgres:16-bookworm\nRUN ${INSTALL}\n`,
      [2],
      /whether the base image names a snapshot/,
    ],
    'the tag leaves the release open': [
      `FROM debian:stable\nRUN ${INSTALL}\n`,
      [2],
      /^the tag of `debian:stable` does not say which release/,
    ],
    'the release has ended': [`FROM debian:9\nRUN ${INSTALL}\n`, [2], /^Debian 9 has no updates/],
    'the lists come from an earlier RUN': [
      'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y curl\n',
      [3],
      /^no `apt-get update` stands before it in this RUN/,
    ],
    'the update has options': [
      'FROM debian:12\nRUN apt-get -o Dir::Etc::SourceList=/x update && apt-get install -y curl\n',
      [2],
      /options of `apt-get update`/,
    ],
    'another user runs it': [
      'FROM debian:12\nRUN sudo apt-get update && sudo apt-get install -y curl\n',
      [2],
      /^`sudo` stands before `apt-get`/,
    ],
    'a repository was added': [
      'FROM debian:12\nCOPY x.list /etc/apt/sources.list.d/x.list\nRUN apt-get update && apt-get install -y x\n',
      [3],
      /^line 2 changes the sources of apt/,
    ],
    'a repository was added, but for the first call': {
      text: 'FROM debian:12\nRUN apt-get update && apt-get install -y x=1 && apt-key add k && apt-get update && apt-get install -y y\n',
      lines: [2],
      reason: /^line 2 changes the sources of apt/,
    },
    'a failure would go unseen': [
      'FROM debian:12\nRUN apt-get update; apt-get install -y curl\n',
      [2],
      /goes on where a command of it fails/,
    ],
  },
  fixes: {
    'the release has sources on lines': {
      before: `FROM debian:bullseye-slim\nRUN ${INSTALL}\n`,
      after: `FROM debian:bullseye-slim\nRUN ${SNAPSHOT_OF_11} && \\\n    ${INSTALL}\n`,
    },
    'an image of a language is on that release': {
      before: `FROM python:3.13-slim-bookworm\nRUN set -eux; \\\n    apt-get update; \\\n    apt-get install -y curl\n`,
      after: `FROM python:3.13-slim-bookworm\nRUN set -eux; \\\n    ${SNAPSHOT}; \\\n    apt-get update; \\\n    apt-get install -y curl\n`,
      preconditions: {
        '`python:3.13-slim-bookworm` names the snapshot it was made from in its sources of apt':
          'held',
      },
    },
    'one change does for all that comes behind, and for stages on it': {
      before: `FROM debian:12 AS a\nRUN ${INSTALL}\nRUN apt-get update && apt-get install -y git\nFROM a\nRUN apt-get update && apt-get install -y jq\n`,
      after: `FROM debian:12 AS a\nRUN ${SNAPSHOT} && \\\n    ${INSTALL}\nRUN apt-get update && apt-get install -y git\nFROM a\nRUN apt-get update && apt-get install -y jq\n`,
    },
  },
});

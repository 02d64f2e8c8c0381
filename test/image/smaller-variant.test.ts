import { expect, test } from 'vitest';
import { smallerVariant } from '../../src/image/smaller-variant.ts';

const NODE =
  '20.11.0 20.11.0-alpine 20.11.0-bookworm 20.11.0-bookworm-slim 20.11.0-bullseye-slim 20-slim 20.11.0-alpine3.19 21.0.0-slim';
const PYTHON = '3.12 3.12-slim-bookworm 3.12-bookworm 3.12-slim 3.12-slim-bullseye 3.12.1-slim';

test.each([
  ['is of the same version and distribution', '20.11.0-bookworm', NODE, '20.11.0-bookworm-slim'],
  ['may have its word before the distribution', '3.12-bookworm', PYTHON, '3.12-slim-bookworm'],
  ['names no distribution where the tag names none', '3.12', PYTHON, '3.12-slim'],
  ['is as exact as the tag', '20', NODE, '20-slim'],
  ['is not that of a more exact tag', '20.11', NODE, null],
  ['is not that of another distribution', '20.11.0-buster', NODE, null],
  ['is never the one with another C library', '20.11.0', '20.11.0 20.11.0-alpine', null],
  ['is none for a tag that is one', '20-slim', `${NODE} 20-slim-minimal`, null],
  ['goes with the rolling channel', 'lts', 'lts lts-slim slim', 'lts-slim'],
  ['of latest names nothing else', 'latest', 'latest lts-slim slim', 'slim'],
  ['of a distribution has its codename', 'bookworm', 'bookworm bookworm-slim', 'bookworm-slim'],
  ['may be called minimal', '9', '9 9-minimal 9.4-minimal', '9-minimal'],
  ['keeps every other word', '17-jdk', '17-slim 17-jre-slim 17-jdk-slim', '17-jdk-slim'],
  ['keeps the runtime beside the version', '3.9-jdk17', '3.9-jdk21-slim', null],
])('the smaller variant %s', (_name, tag, tags, expected) => {
  expect(smallerVariant(tag, tags.split(' '))).toBe(expected);
});

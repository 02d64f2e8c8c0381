import { expect, test } from 'vitest';
import { parseReference } from '../../src/image/reference.ts';
import { mainstreamFor } from '../../src/upgrades/mainstream-images.ts';

test.each([
  ['the language in its name', 'mhart/alpine-node:8', ['alpine', 'node']],
  ['the language with a number', 'acme/python3:1', ['python']],
  ['the distribution in its tag', 'acme/tools:1-alpine3.10', ['alpine']],
  ['another name of the same', 'acme/nodejs-base:1', ['node']],
  ['no word that we know', 'acme/gopher:1', []],
  ['only a part of a word', 'acme/postgrest:9', []],
])('the mainstream image for one that has %s', (_name, text, expected) => {
  const reference = parseReference(text);
  expect(reference === null ? null : mainstreamFor(reference)).toEqual(expected);
});

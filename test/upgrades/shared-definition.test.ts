import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';
import { editTogether } from '../../src/upgrades/shared-definition.ts';

const OLD = `sha256:${'0a'.repeat(32)}`;
const NEW = `sha256:${'1b'.repeat(32)}`;

interface Outcome {
  readonly text: string;
  readonly together: readonly string[];
}

/** The file after the first target was carried out, with all that goes with it; else why it is not. */
function carriedOut(text: string, targets: Readonly<Record<string, string>>): Outcome | string {
  const [reference = ''] = Object.keys(targets);
  const verdict = editTogether(parseDockerfile(text), reference, new Map(Object.entries(targets)));
  if (!verdict.ok) return verdict.refusal;
  const result = applyEdits(text, verdict.edit.edits);
  return { text: result.ok ? result.text : result.reason, together: verdict.edit.together };
}

describe('an exchange is written', () => {
  test('alone where the reference is written in place', () => {
    const text = 'FROM node:20 AS a\nFROM node:20-alpine\n';
    expect(carriedOut(text, { 'node:20': 'node:22', 'node:20-alpine': 'node:22-alpine' })).toEqual({
      text: 'FROM node:22 AS a\nFROM node:20-alpine\n',
      together: ['node:20'],
    });
  });

  test('in every place of the same reference', () => {
    const text = 'FROM node:20 AS a\nFROM scratch\nCOPY --from=node:20 /a /b\n';
    expect(carriedOut(text, { 'node:20': 'node:22' })).toEqual({
      text: 'FROM node:22 AS a\nFROM scratch\nCOPY --from=node:22 /a /b\n',
      together: ['node:20'],
    });
  });

  test('with the image that the same ARG feeds, and the digests of both', () => {
    const text = `ARG V=20\nFROM node:$V@${OLD} AS a\nFROM node:$V-alpine\n`;
    expect(
      carriedOut(text, {
        [`node:20@${OLD}`]: `node:22@${NEW}`,
        'node:20-alpine': 'node:22-alpine',
      }),
    ).toEqual({
      text: `ARG V=22\nFROM node:$V@${NEW} AS a\nFROM node:$V-alpine\n`,
      together: [`node:20@${OLD}`, 'node:20-alpine'],
    });
  });

  test('with the digest of the other image, which only the other asks for', () => {
    const text = `ARG V=20\nFROM node:$V AS a\nFROM node:$V-alpine@${OLD}\n`;
    expect(
      carriedOut(text, {
        'node:20': 'node:22',
        [`node:20-alpine@${OLD}`]: `node:22-alpine@${NEW}`,
      }),
    ).toEqual({
      text: `ARG V=22\nFROM node:$V AS a\nFROM node:$V-alpine@${NEW}\n`,
      together: ['node:20', `node:20-alpine@${OLD}`],
    });
  });
});

describe('an exchange is refused', () => {
  test.each([
    [
      'when the ARG feeds an image that stays',
      'ARG V=20\nFROM node:$V AS a\nFROM acme/app:$V',
      { 'node:20': 'node:22' },
      'the ARG in it also feeds acme/app:20, which cannot move to the same',
    ],
    [
      'when the ARG feeds an image that goes elsewhere',
      'ARG V=20\nFROM node:$V AS a\nFROM node:$V-alpine',
      { 'node:20': 'node:24', 'node:20-alpine': 'node:22-alpine' },
      'the ARG in it also feeds node:20-alpine, which cannot move to the same',
    ],
    [
      'when one of its places cannot be written',
      'ARG V=v20\nFROM node:20 AS a\nFROM node:${V#v}',
      { 'node:20': 'node:22' },
      'it is written in a way in which it cannot be exchanged',
    ],
  ])('%s', (_name, text, targets, refusal) => {
    expect(carriedOut(text, targets)).toBe(refusal);
  });
});

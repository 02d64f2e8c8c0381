import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedDocuments } from '../scripts/documents.ts';

const documents = await generatedDocuments();

describe('the generated documents are fresh (npm run docs):', () => {
  it.each([...documents])('%s', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

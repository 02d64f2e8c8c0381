import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../cpu-time.ts';
import { shortTitle } from '../../../src/scans/vocabulary/short-title.ts';

describe('a description', () => {
  it.each([
    ['A flaw in 1.2.3 was found. More text.', 'A flaw in 1.2.3 was found.'],
    ['### Impact\n\n  Parsing hangs\nand more', 'Parsing hangs'],
    ['one line', 'one line'],
    ['long '.repeat(100), `${'long '.repeat(39)}long…`],
  ])('%j has the title %j', (description, title) => {
    expect(shortTitle(description)).toBe(title);
  });

  it.each(['', '\n\n', '## Only a heading', null, undefined])('%j has none', (description) => {
    expect(shortTitle(description)).toBeNull();
  });

  it('of ten million characters is read in bounded time', () => {
    const description = '#\n'.repeat(5_000_000);
    const start = cpuTime();
    expect(shortTitle(description)).toBeNull();
    expect(cpuTime() - start).toBeLessThan(500);
  });
});

import { describe, expect, it } from 'vitest';
import { printable, printableLine } from '../../src/cli/printable.ts';

describe('printable text', () => {
  it.each([
    ['a colour', '\u001B[31mred', String.raw`\x1b[31mred`],
    ['a carriage return', 'a\rb', String.raw`a\x0db`],
    ['a bell and a backspace', '\u0007\u0008', String.raw`\x07\x08`],
    ['an eight-bit control', '\u009B2J', String.raw`\x9b2J`],
    ['reversed text', '\u202Egnp.', String.raw`\u202egnp.`],
    ['an invisible blank', 'a\u200Bb\uFEFF', String.raw`a\u200bb\ufeff`],
    ['a line separator', 'a\u2028b', String.raw`a\u2028b`],
    ['half of a pair', 'a\uD83Db', String.raw`a\ud83db`],
    ['a hidden tag', 'a\u{E0041}', String.raw`a\u{e0041}`],
  ])('shows %s', (_name, text, shown) => {
    expect(printable(text)).toBe(shown);
    expect(printableLine(text)).toBe(shown);
  });

  it('leaves text of all languages alone', () => {
    const text = 'Größe, 漢字, עברית, 🚢 é "quoted" \\ done';
    expect(printable(text)).toBe(text);
    expect(printableLine(text)).toBe(text);
  });

  it('keeps lines and tabs, but where it is one line', () => {
    expect(printable('a\n\tb')).toBe('a\n\tb');
    expect(printableLine('a\n\tb')).toBe(String.raw`a\n\tb`);
  });
});

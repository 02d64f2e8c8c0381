import { describe, expect, it } from 'vitest';
import { shown } from '../../src/dockerfile/shown-text.ts';

describe('a text that a sentence quotes', () => {
  it.each([
    ['stands as it is', 'apt-get update', '`apt-get update`'],
    ['is one line', ' a \\\n   b\tc ', '`a \\ b c`'],
    ['has no backquotes of its own', 'a=`b`', "`a='b'`"],
    ['is whole at the limit', 'x'.repeat(60), `\`${'x'.repeat(60)}\``],
    ['says that it was cut beyond the limit', 'x'.repeat(61), `\`${'x'.repeat(59)}…\``],
    ['says so of blanks, too', `x${' '.repeat(300)}y`, '`x…`'],
  ])('%s', (_name, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('may be shorter', () => {
    expect(shown('curl -sSL https://example.com', 10)).toBe('`curl -sSL…`');
  });
});

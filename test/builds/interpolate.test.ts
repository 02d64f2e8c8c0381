import { describe, expect, test } from 'vitest';
import { interpolate } from '../../src/builds/interpolate.ts';
import { showValue } from './show-builds.ts';
import { cpuTime } from '../cpu-time.ts';

const ENVIRONMENT: Readonly<Record<string, string>> = { V: '3.20', EMPTY: '', A: 'a' };

/** The value with its line, a `*` for an exact place; variables stand in `.env`, line 9. */
function show(text: string): string {
  const span = { start: 0, end: text.length };
  const lookup = (name: string) => {
    const value = ENVIRONMENT[name];
    return value === undefined ? undefined : { value, path: '.env', line: 9, span: null };
  };
  const written = { value: text, path: 'compose.yaml', line: 1, span };
  return showValue(interpolate(written, lookup), 'compose.yaml', { 'compose.yaml': text });
}

describe('Compose makes of', () => {
  const cases: readonly (readonly [text: string, shown: string])[] = [
    ['plain', 'plain (1*)'],
    ['$V', '3.20 (.env:9)'],
    ['${V}', '3.20 (.env:9)'],
    ['v$V-x', 'v3.20-x (1)'],
    ['${V}${A}', '3.20a (1)'],
    ['${NONE:-3.19}', '3.19 (1*)'],
    ['${NONE-3.19}', '3.19 (1*)'],
    ['${V:-3.19}', '3.20 (.env:9)'],
    ['${EMPTY:-3.19}', '3.19 (1*)'],
    ['${EMPTY-3.19}', ' (.env:9)'],
    ['${NONE:-}', ' (1)'],
    ['${NONE:-$V}', '3.20 (.env:9)'],
    ['${NONE:-${OTHER:-${LAST:-x}}}', 'x (1*)'],
    ['${NONE:-a}b', 'ab (1)'],
    ['${V:+x}', 'x (1*)'],
    ['${NONE:+x}', ' (1)'],
    ['${EMPTY:+x}', ' (1)'],
    ['${EMPTY+x}', 'x (1*)'],
    ['${V:?needed}', '3.20 (.env:9)'],
    ['${NONE:?needed}', '? (1)'],
    ['$NONE', '? (1)'],
    ['a${NONE}', '? (1)'],
    ['$$V', '$V (1)'],
    ['a$$', 'a$ (1)'],
    ['${V', '? (1)'],
    ['$5', '? (1)'],
    ['${V/a/b}', '? (1)'],
  ];
  test.each(cases)('%s: %s', (text, shown) => {
    expect(show(text)).toBe(shown);
  });
});

describe('a value is refused in no time', () => {
  const hostile: Readonly<Record<string, string>> = {
    'with variables that stay open': '${V:-'.repeat(50_000),
    'with defaults in defaults': `${'${N:-'.repeat(50_000)}${'}'.repeat(50_000)}`,
    'that would get too long': '$V'.repeat(100_000),
  };
  test.each(Object.entries(hostile))('%s', (_name, text) => {
    const started = cpuTime();
    expect(show(text)).toBe('? (1)');
    expect(cpuTime() - started).toBeLessThan(1000);
  });
});

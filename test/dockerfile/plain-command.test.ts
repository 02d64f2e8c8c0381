import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { plainCommand } from '../../src/dockerfile/plain-command.ts';
import type { PlainCommand } from '../../src/dockerfile/plain-command.ts';
import { shellOf } from '../../src/dockerfile/shell.ts';

function read(command: string): PlainCommand | null {
  const [, cmd] = parseDockerfile(`FROM a\nCMD ${command}\n`).instructions;
  const script = cmd === undefined ? null : shellOf(cmd, null);
  return script && plainCommand(script);
}

describe('a command that needs no shell', () => {
  it.each([
    ['a -b c', ['a', '-b', 'c']],
    ['exec a b', ['a', 'b']],
    [`a "b c" 'd $e' f"g"`, ['a', 'b c', 'd $e', 'fg']],
    ['a b=c d#e %f !! @', ['a', 'b=c', 'd#e', '%f', '!!', '@']],
  ])('gives its words: %s', (command, words) => {
    expect(read(command)?.words?.map(({ value }) => value)).toEqual(words);
  });
});

describe('a command that needs a shell', () => {
  it.each([
    ['a && b', /`&&` joins/, false],
    ['a; b', /`;` joins/, false],
    ['a | b', /pipe/, false],
    ['a &', /background/, false],
    ['! a', /`!`/, false],
    ['if a; then b; fi', /construct/, false],
    ['time a', /before or behind/, false],
    ['a # b', /before or behind/, false],
    ['A=1 b', /`A=…`/, false],
    ['cd /a', /`cd` is built into/, false],
    ['exec -a b c', /`exec` is built into/, false],
    ['$A b', /`\$A` is expanded/, false],
    ['a $B', /`\$B` is expanded/, true],
    ['a `b`', /is expanded/, true],
    ['a *.b', /`\*\.b` is expanded/, true],
    ['a {b,c}', /is expanded/, true],
    ['a b=~/c', /is expanded/, true],
    ['a > b', /`> b` redirects/, true],
    ['a b\\ c', /is unquoted/, true],
  ])('says why: %s', (command, obstacle, isOne) => {
    const found = read(command);
    expect(found?.obstacle).toMatch(obstacle);
    expect(found).toMatchObject({ words: null, isOne });
  });
});

import { describe, expect, it } from 'vitest';
import { expandWord } from '../../src/dockerfile/expand.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { asOneWord, quoteText } from '../../src/dockerfile/quoted-value.ts';

const VALUES: ReadonlyMap<string, string> = new Map([
  ['a', 'A  a'],
  ['ab', 'AB'],
]);

/** What the builder makes of the value of `ENV K…`. */
function meaning(text: string, escape: '\\' | '`'): string | null {
  const head = escape === '`' ? '# escape=`\n' : '';
  const { instructions, problems } = parseDockerfile(`${head}FROM x\nENV K${text}\n`);
  const pairs = instructions[1]?.pairs ?? [];
  const value = pairs.length === 1 && problems.length === 0 ? (pairs[0]?.value ?? null) : null;
  if (value === null) return null;
  return expandWord(
    value.text,
    (name) => VALUES.get(name),
    escape,
    (_name, written) => written,
  ).value;
}

describe('a text in quotes', () => {
  it.each([
    ['plain text', '\\', 'a b'],
    ['quotes, a dollar sign and a backslash', '\\', '"a" \'b\' $c ${d} \\e'],
    ['a backslash at the end', '\\', 'a\\'],
    ['backticks as the escape character', '`', 'a`b" \\ $c'],
  ] as const)('means itself: %s', (_name, escape, text) => {
    expect(meaning(`=${quoteText(text, escape)}`, escape)).toBe(text);
  });
});

describe('the value of the legacy form as one word', () => {
  it.each([
    ['a word', 'b'],
    ['several words', 'b  c'],
    ['a quoted word', '"b c"'],
    ['quotes among words', 'x"b c" \'d "e\' f'],
    ['escapes', 'b\\ c \\"d\\" \\$a \\\\ \\e'],
    ['variables', '$a ${a}x ${b:-c d} ${a:+"e}'],
    ['a variable that a quote cuts off', '$a"b" c'],
    ['a variable in quotes that end behind it', '"$a"b c'],
    ['a lone dollar sign', '$ "a" $'],
    ['a dollar sign before a quote', '$"ab" c'],
    ['what looks like a pair and a comment', 'b C=d # e'],
    ['a here-document, which ENV does not know', '<<  EOF x'],
  ])('means the same: %s', (_name, value) => {
    const word = asOneWord(value, '\\');
    if (word !== null) expect(meaning(`=${word}`, '\\')).toBe(meaning(` ${value}`, '\\'));
  });

  it.each([
    ['a single quote is left open', "it's"],
    ['a double quote is left open', 'a "b'],
    ['a substitution holds quotes', 'a ${b:-"c d"}'],
    ['a substitution holds another', 'a ${b:-$c}'],
    ['a substitution does not end', 'a ${b'],
    ['a positional parameter is used', 'a $1'],
  ])('is not written where %s', (_name, value) => {
    expect(asOneWord(value, '\\')).toBeNull();
  });

  it('keeps a value that is one word as it stands', () => {
    expect(asOneWord('"b"\'c\'\\ d', '\\')).toBe('"b"\'c\'\\ d');
  });
});

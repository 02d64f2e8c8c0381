import { describe, expect, it } from 'vitest';
import { unquotedVariables } from '../../src/dockerfile/unquoted-variables.ts';

describe('unquotedVariables finds', () => {
  it.each([
    ['a variable', '$A', ['$A']],
    ['one in braces', 'x/${A}y', ['${A}']],
    ['one with a default, its braces included', '${A:-${B}}c$D', ['${A:-${B}}', '$D']],
    ['none in double quotes', '"$A"', []],
    ['the one behind double quotes', '"$A"$B', ['$B']],
    ['none in single quotes', "'$A'", []],
    ['none behind a backslash', '\\$A', []],
    ['none in a substitution', '$(echo $A)`echo $B`', []],
    ['none in quotes with a substitution that has quotes', '"$(echo "$A")$B"$C', ['$C']],
    ['no special parameter', '$?$1$@$$', []],
    ['none where a quote is not closed', '"$A', []],
    ['one where a brace is not closed', '${A:-b', ['${A:-b']],
  ])('%s', (_name, word, found) => {
    const texts = unquotedVariables(word).map(({ start, end }) => word.slice(start, end));
    expect(texts).toEqual(found);
  });

  it('a hundred thousand of them in no more than a second', () => {
    const started = performance.now();
    expect(unquotedVariables('$A"b"${C:-d}'.repeat(100_000))).toHaveLength(200_000);
    expect(unquotedVariables('${A:-'.repeat(100_000))).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

import { describe, expect, test } from 'vitest';
import { expandToWords, expandWord } from '../../src/dockerfile/expand.ts';
import { cpuTime } from '../cpu-time.ts';

const VARIABLES: Readonly<Record<string, string>> = {
  VERSION: '1.22.3-alpine',
  FILE: '/srv/app/data.tar.gz',
  EMPTY: '',
  NAME: 'web',
  STARS: 'a*b*c',
  LINES: 'one two\nthree two',
  größe: 'XL',
  PART: '*.',
  MANY: '80 443/tcp',
};

const lookup = (name: string): string | undefined => VARIABLES[name];

describe('expandWord gives the value of', () => {
  const cases: readonly (readonly [name: string, word: string, value: string])[] = [
    ['a word without anything special', 'nginx', 'nginx'],
    ['single quotes, where nothing has a meaning', `'$NAME\\"'`, '$NAME\\"'],
    ['double quotes, where variables do', '"$NAME: \'x\'"', "web: 'x'"],
    ['quotes inside a word', `a'b'"c"d`, 'abcd'],
    ['an escaped character', 'a\\ b\\$NAME', 'a b$NAME'],
    ['an escape at the very end', 'web\\', 'web'],
    ['escapes in double quotes that count', '"\\"\\$NAME\\\\"', '"$NAME\\'],
    ['escapes in double quotes that do not count', '"a\\tb\\\'"', "a\\tb\\'"],
    ['a plain variable with text behind it', '$NAME-1', 'web-1'],
    ['a name that ends at a full stop', '$NAME.local', 'web.local'],
    ['a name with letters beyond ASCII', '$größe', 'XL'],
    ['a variable in braces', '${NAME}s', 'webs'],
    ['a dollar sign before no name', 'a$/b$', 'a$/b$'],
    ['an escaped opening', '\\${NAME}', '${NAME}'],
    ['positional and special parameters, which are never set', '<$1|$@|$#|${?}>', '<|||>'],
    ['all digits of a positional parameter', '$12x', 'x'],
    ['a default of an unset variable', '${NONE-x}${NONE:-y}', 'xy'],
    ['a default of an empty variable', '${EMPTY-x}${EMPTY:-y}', 'y'],
    ['a default that is not needed', '${NAME:-x}', 'web'],
    ['a default that is a variable', '${NONE:-$NAME}', 'web'],
    ['defaults in defaults', '${NONE:-${EMPTY:-${NAME}}}!', 'web!'],
    ['a quoted default with a brace', '${NONE:-"}"}', '}'],
    ['a default with an escaped brace', '${NONE:-a\\}b}', 'a}b'],
    ['an alternative of a set variable', '${NAME:+-$NAME}', '-web'],
    ['an alternative of an empty variable', '${EMPTY+x}${EMPTY:+y}', 'x'],
    ['an alternative of an unset variable', '${NONE+x}${NONE:+y}', ''],
    ['a required variable', '${NAME:?must be set}${EMPTY?must be set}', 'web'],
    ['the shortest prefix cut off', '${FILE#*/}', 'srv/app/data.tar.gz'],
    ['the longest prefix cut off', '${FILE##*/}', 'data.tar.gz'],
    ['the shortest suffix cut off', '${FILE%.*}', '/srv/app/data.tar'],
    ['the longest suffix cut off', '${FILE%%.*}', '/srv/app/data'],
    ['a prefix with several stars', '${FILE#*a*a}', 'ta.tar.gz'],
    ['a longest suffix with several stars', '${FILE%%a*a*}', '/srv/'],
    ['a prefix of single characters', '${VERSION#?.??}', '.3-alpine'],
    ['a prefix that does not match', '${VERSION#2*}', '1.22.3-alpine'],
    ['a pattern that must match at the start', '${VERSION#22}', '1.22.3-alpine'],
    ['a suffix that is a plain text', '${VERSION%-alpine}', '1.22.3'],
    ['an empty pattern', '${VERSION#}${EMPTY%x}', '1.22.3-alpine'],
    ['a pattern with an escaped star', '${STARS#a\\*}', 'b*c'],
    ['a pattern from a variable', '${FILE##*$PART}', 'gz'],
    [
      'a pattern whose characters mean something elsewhere',
      '${VERSION%.3-alp[i]ne}',
      '1.22.3-alpine',
    ],
    ['the first match replaced', '${FILE/a/A}', '/srv/App/data.tar.gz'],
    ['all matches replaced', '${FILE//a/A}', '/srv/App/dAtA.tAr.gz'],
    ['the longest match replaced', '${VERSION/.*/!}', '1!'],
    ['matches removed', '${VERSION//./}', '1223-alpine'],
    ['an escaped slash in the pattern', '${FILE//\\//-}', '-srv-app-data.tar.gz'],
    ['a replacement of nothing at each place', '${NAME///.}', '.w.e.b.'],
    ['a star that stays on its line', '${LINES//o*/_}', '_\nthree tw_'],
    ['a cut that stays on the first line', '${LINES##*two}', '\nthree two'],
    ['a replacement with the match in it', '${NAME//e/<\\$0>}', 'w<\\e>b'],
  ];
  test.each(cases)('%s', (_name, word, value) => {
    expect(expandWord(word, lookup, '\\')).toMatchObject({ value, error: null });
  });
});

test('a backtick escapes and a backslash does not when the directive says so', () => {
  expect(expandWord('c:\\app`$NAME"`""', lookup, '`').value).toBe('c:\\app$NAME"');
});

describe('expandWord refuses', () => {
  const cases: readonly (readonly [name: string, word: string, error: string])[] = [
    ['a brace that is never closed', '${NAME', "syntax error: missing '}'"],
    ['an open default', '${NAME:-a', "syntax error: missing '}'"],
    ['an opening at the end', 'a${', "syntax error: missing '}'"],
    ['a pattern without a second slash', '${NAME/a}', "syntax error: missing '/' in ${}"],
    ['no name at all', '${}', 'syntax error: bad substitution'],
    ['a brace for a name', '${{NAME}}', 'syntax error: bad substitution'],
    ['an assignment', '${NAME:=x}', 'unsupported modifier (:=) in substitution'],
    ['a colon before a pattern', '${NAME:#x}', 'unsupported modifier (:#) in substitution'],
    ['a substring', '${NAME:0:1}', 'unsupported modifier (:0) in substitution'],
    ['a change of case', '${NAME^^}', 'unsupported modifier (^) in substitution'],
    ['a missing variable, in its words', '${NONE?needs $NAME}', 'NONE: needs web'],
    ['a missing variable', '${NONE:?}', 'NONE: is not allowed to be unset'],
    ['an empty variable', '${EMPTY:?}', 'EMPTY: is not allowed to be empty'],
    [
      'an escape without meaning in a pattern',
      '${NAME#\\w}',
      "invalid pattern (\\w) in substitution: invalid escape '\\w'",
    ],
    [
      'an open single quote',
      "it's",
      'unexpected end of statement while looking for matching single-quote',
    ],
    [
      'an open double quote',
      '"a\\"',
      'unexpected end of statement while looking for matching double-quote',
    ],
  ];
  test.each(cases)('%s', (_name, word, error) => {
    expect(expandWord(word, lookup, '\\')).toMatchObject({ value: word, error });
  });
});

describe('expandWord names as unresolved', () => {
  const cases: readonly (readonly [name: string, word: string, unresolved: readonly string[]])[] = [
    ['nothing when all have values', '$NAME${EMPTY}', []],
    ['each name once', '$A/$B/${A}', ['A', 'B']],
    ['nothing when there is a default', '${A:-x}${B+y}', []],
    ['the variable of a default that was needed', '${A:-$B}', ['B']],
    ['nothing of a default that was not needed', '${NAME:-$B}', []],
    ['the variable whose value should be cut', '${A%.*}', ['A']],
    ['the variable in a pattern', '${NAME%$A}', ['A']],
    ['a required variable', '${A:?}', ['A']],
    ['nothing in single quotes', "'$A'", []],
  ];
  test.each(cases)('%s', (_name, word, unresolved) => {
    expect(expandWord(word, lookup, '\\').unresolved).toEqual(unresolved);
  });
});

describe('a variable without value can stay as written', () => {
  const cases: readonly (readonly [name: string, word: string, value: string])[] = [
    ['in both spellings', '"$A:${A}/bin"', '$A:${A}/bin'],
    ['as the default of another', '${A:-$B}', '$B'],
    ['with the pattern that cannot be applied', '${A##*/}', '${A##*/}'],
    ['inside the pattern of a known one', '${NAME%$A}', '${NAME%$A}'],
  ];
  test.each(cases)('%s', (_name, word, value) => {
    expect(expandWord(word, lookup, '\\', (_variable, written) => written).value).toBe(value);
  });
});

describe('expandToWords splits', () => {
  const cases: readonly (readonly [name: string, text: string, words: readonly string[]])[] = [
    ['at blanks', ' 80\t443 ', ['80', '443']],
    ['the value of a variable', '1$MANY-2', ['180', '443/tcp-2']],
    ['not inside quotes', '"$MANY" a\\ b', ['80 443/tcp', 'a b']],
    ['nothing into no words', '$NONE ""', []],
    ['not between an operator and its here-document', '<< EOF', ['<< EOF']],
  ];
  test.each(cases)('%s', (_name, text, words) => {
    expect(expandToWords(text, lookup, '\\').words).toEqual(words);
  });
});

describe('hostile words end at once', () => {
  const long = 'a'.repeat(100_000);
  const cases: readonly (readonly [name: string, word: string])[] = [
    ['a value inserted 50,000 times', '$X'.repeat(50_000)],
    ['the same in quotes', `"${'$X'.repeat(50_000)}"`],
    ['a pattern of 1,000 stars', `\${X#${'*a'.repeat(1_000)}b}`],
    ['a replacement that explodes', `\${X//a/${'b'.repeat(1_000)}}`],
    ['50,000 open defaults', '${A:-'.repeat(50_000)],
  ];
  test.each(cases)('%s', (_name, word) => {
    const start = cpuTime();
    const { error } = expandWord(word, (name) => (name === 'X' ? long : undefined), '\\');
    expect(error).not.toBeNull();
    expect(cpuTime() - start).toBeLessThan(1000);
  });
});

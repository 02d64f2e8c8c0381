import { describe, expect, it } from 'vitest';
import type { Instruction } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

/** One line an instruction: keyword, flags, arguments or pairs, here-documents. */
function show(instruction: Instruction): string {
  const flags = instruction.flags.map(
    ({ name, value }) => `--${name}${value === null ? '' : `=${value}`}`,
  );
  const pairs = instruction.pairs.map(({ key, value, legacy }) =>
    value === null ? key.text : `${key.text}${legacy ? ' ' : '='}${value.text}`,
  );
  const words = instruction.arguments.map((word) =>
    instruction.json ? JSON.stringify(word.text) : word.text,
  );
  const heredocs = instruction.heredocs.map(
    ({ name, content }) => `{${name}: ${JSON.stringify(content)}}`,
  );
  const inner = instruction.trigger === null ? [] : [`(${show(instruction.trigger)})`];
  return [instruction.keyword, ...flags, ...words, ...pairs, ...inner, ...heredocs].join(' | ');
}

describe('parseDockerfile reads', () => {
  const rows: Record<string, [text: string, instructions: string[]]> = {
    'lower and mixed case': ['from a\nRun b\n', ['FROM | a', 'RUN | b']],
    'a file without final line ending': ['FROM a\nRUN b', ['FROM | a', 'RUN | b']],
    'CRLF lines': ['FROM a\r\nRUN b \\\r\n  c\r\n', ['FROM | a', 'RUN | b   c']],
    'a byte order mark': ['\uFEFFFROM a\n', ['FROM | a']],
    'an indented instruction': ['  FROM a\n\tRUN b\n', ['FROM | a', 'RUN | b']],
    'comment and blank lines inside a continuation': [
      'FROM a\nRUN b \\\n# why\n\n   # more\n  c\n',
      ['FROM | a', 'RUN | b   c'],
    ],
    'blanks after the continuation character': [
      'FROM a\nRUN b \\ \t\n  c\n',
      ['FROM | a', 'RUN | b   c'],
    ],
    'an escaped escape character as no continuation': [
      'FROM a\nRUN b \\\\\nRUN c\n',
      ['FROM | a', 'RUN | b \\\\', 'RUN | c'],
    ],
    'a backtick as the escape character': [
      '# escape=`\nFROM a\nRUN dir `\n C:\\\n',
      ['FROM | a', 'RUN | dir  C:\\'],
    ],
    'the keyword on a line of its own': ['FROM a\nRUN \\\n  b\n', ['FROM | a', 'RUN | b']],
    'a keyword cut by a continuation': ['FROM a\nRU\\\nN b\n', ['FROM | a', 'RUN | b']],
    'flags with quotes': [
      'FROM a\nCOPY --chown="a b" --link x y\n',
      ['FROM | a', 'COPY | --chown=a b | --link | x | y'],
    ],
    'a shell word that only looks like a flag': [
      'FROM a\nRUN echo --x\n',
      ['FROM | a', 'RUN | echo --x'],
    ],
    'JSON with an escape': ['FROM a\nCMD ["a\\"b", "c"]\n', ['FROM | a', 'CMD | "a\\"b" | "c"']],
    'broken JSON as shell text': ["FROM a\nCMD ['a']\n", ['FROM | a', "CMD | ['a']"]],
    'several assignments': [
      'FROM a\nENV A="x y" B=c\\ d\n',
      ['FROM | a', 'ENV | A="x y" | B=c\\ d'],
    ],
    'the legacy form of ENV': ['FROM a\nENV A x  y\n', ['FROM | a', 'ENV | A x  y']],
    'an ARG without default': ['ARG V\nFROM a\n', ['ARG | V', 'FROM | a']],
    'an instruction inside ONBUILD': [
      'FROM a\nONBUILD RUN --mount=type=cache,target=/x b\n',
      ['FROM | a', 'ONBUILD | (RUN | --mount=type=cache,target=/x | b)'],
    ],
    'a here-document': [
      'FROM a\nRUN <<EOF\nb\nEOF\nUSER c\n',
      ['FROM | a', 'RUN | <<EOF | {EOF: "b\\n"}', 'USER | c'],
    ],
    'several here-documents on one line': [
      'FROM a\nCOPY <<one <<two /x/\n1\none\n2\ntwo\nUSER c\n',
      ['FROM | a', 'COPY | <<one | <<two | /x/ | {one: "1\\n"} | {two: "2\\n"}', 'USER | c'],
    ],
    'tabs stripped by <<-': [
      'FROM a\nRUN <<-EOF\n\t\tb\n\tEOF\n',
      ['FROM | a', 'RUN | <<-EOF | {EOF: "b\\n"}'],
    ],
    'a terminator that must not be indented': [
      'FROM a\nRUN <<EOF\n EOF\nEOF\n',
      ['FROM | a', 'RUN | <<EOF | {EOF: " EOF\\n"}'],
    ],
    'a quoted here-document name': [
      'FROM a\nRUN <<"EOF"\n$b\nEOF\n',
      ['FROM | a', 'RUN | <<"EOF" | {EOF: "$b\\n"}'],
    ],
    'instructions inside a here-document as its text': [
      'FROM a\nCOPY <<EOF /x\nFROM b\n# no comment\nEOF\n',
      ['FROM | a', 'COPY | <<EOF | /x | {EOF: "FROM b\\n# no comment\\n"}'],
    ],
    'a here-document inside ONBUILD': [
      'FROM a\nONBUILD RUN <<EOF\nb\nEOF\n',
      ['FROM | a', 'ONBUILD | (RUN | <<EOF | {EOF: "b\\n"}) | {EOF: "b\\n"}'],
    ],
    'a shift and a here-string as no here-documents': [
      'FROM a\nRUN echo $((1<<2)) "<<EOF" <<<x\nUSER c\n',
      ['FROM | a', 'RUN | echo $((1<<2)) "<<EOF" <<<x', 'USER | c'],
    ],
    'a here-document operator in ENV as text': [
      'FROM a\nENV A=<<EOF\nUSER c\n',
      ['FROM | a', 'ENV | A=<<EOF', 'USER | c'],
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [text, instructions]) => {
    const dockerfile = parseDockerfile(text);
    expect(dockerfile.instructions.map(show)).toEqual(instructions);
    expect(dockerfile.problems).toEqual([]);
  });
});

describe('parseDockerfile takes as directives', () => {
  const rows: Record<string, [text: string, directives: string[]]> = {
    'the head of the file': [
      '# syntax=a/b:1\n#escape=`\n# check=skip=all\nFROM a\n',
      ['syntax=a/b:1', 'escape=`', 'check=skip=all'],
    ],
    'names in any case and blanks around': ['#  SYNTAX =  a  \nFROM a\n', ['syntax=a']],
    'nothing behind a comment': ['# hello\n# escape=`\nFROM a\n', []],
    'nothing behind an unknown name': ['# title=x\n# escape=`\nFROM a\n', []],
    'nothing behind a blank line': ['\n# escape=`\nFROM a\n', []],
    'nothing behind an instruction': ['FROM a\n# escape=`\n', []],
  };
  it.each(Object.entries(rows))('%s', (_name, [text, directives]) => {
    const found = parseDockerfile(text).directives.map(({ name, value }) => `${name}=${value}`);
    expect(found).toEqual(directives);
  });
});

describe('parseDockerfile says what the builder refuses', () => {
  const rows: Record<string, [text: string, reasons: string[]]> = {
    'an empty file': ['', ['empty']],
    'only comments': ['# a\n\n# b\n', ['empty']],
    'an unknown instruction': ['FROM a\nINCLUDE b\n', ['unknown-instruction']],
    'an instruction before FROM': ['RUN a\nFROM b\n', ['instruction-before-from']],
    'ENV without value': ['FROM a\nENV B\n', ['invalid-arguments']],
    'a pair without = among others': ['FROM a\nLABEL b=1 c\n', ['invalid-arguments']],
    'JSON of something else than strings': ['FROM a\nCMD ["b", 1]\n', ['invalid-arguments']],
    'FROM with a stray word': ['FROM a b\n', ['invalid-arguments']],
    'USER without argument': ['FROM a\nUSER\n', ['missing-arguments']],
    'a directive twice': ['# escape=\\\n# escape=`\nFROM a\n', ['invalid-directive']],
    'a wrong escape character': ['# escape=x\nFROM a\n', ['invalid-directive']],
    'a here-document without end': ['FROM a\nRUN <<EOF\nb\n', ['unterminated-heredoc']],
  };
  it.each(Object.entries(rows))('%s', (_name, [text, reasons]) => {
    expect(parseDockerfile(text).problems.map((problem) => problem.reason)).toEqual(reasons);
  });
});

describe('stages', () => {
  it('have lower-case names, parents through ARG, and members', () => {
    const text =
      'ARG BASE=build\nFROM a AS Build\nRUN x\nFROM $BASE as final\nUSER y\nFROM "c:1"\n';
    const { stages } = parseDockerfile(text);
    const shown = stages.map(({ name, base, parent, instructions }) => [
      name,
      base.text,
      parent?.name ?? null,
      instructions.map((instruction) => instruction.keyword).join(','),
    ]);
    expect(shown).toEqual([
      ['build', 'a', null, 'RUN'],
      ['final', '$BASE', 'build', 'USER'],
      [null, 'c:1', null, ''],
    ]);
  });
});

describe('every span', () => {
  const text =
    '\uFEFF# escape=\\\r\nARG V=1\r\nFROM a:$V AS b\r\nENV A="x y" \\\r\n  # why\r\n  B=2\r\nCOPY --from=b --chown=1:2 \\\r\n  x \\\r\n  y /z/\r\nCMD [ "a", \\\r\n "b" ]\r\nRUN <<EOF\r\necho\r\nEOF\r\n';

  it('covers the text that it stands for', () => {
    const { instructions, directives, comments } = parseDockerfile(text);
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(directives.map((directive) => at(directive.valueSpan))).toEqual(['\\']);
    expect(comments.map((comment) => at(comment.span))).toEqual(['# why']);
    for (const instruction of instructions) {
      expect(at(instruction.keywordSpan)).toBe(instruction.keyword);
      for (const flag of instruction.flags)
        expect(flag.valueSpan && at(flag.valueSpan)).toBe(flag.value);
      for (const { key, value } of instruction.pairs) {
        expect(at(key.span)).toBe(key.text);
        expect(value && at(value.span)).toBe(value?.text);
      }
      for (const word of instruction.arguments) {
        expect(at(word.span)).toBe(instruction.json ? JSON.stringify(word.text) : word.text);
      }
    }
    expect(at(instructions.at(-1)?.span ?? { start: 0, end: 0 })).toBe('RUN <<EOF\r\necho\r\nEOF');
  });
});

describe('parseDockerfile stays fast on', () => {
  const rows: Record<string, string> = {
    '10,000 instructions': `FROM a\n${'RUN b && c\n'.repeat(10_000)}`,
    'a line of 1 MB': `FROM a\nRUN ${'x '.repeat(500_000)}`,
    '250,000 continuation lines': `FROM a\nRUN x${' \\\n y'.repeat(250_000)}`,
    '200,000 assignments': `FROM a\nENV ${'A=1 '.repeat(200_000)}`,
    '100,000 blank lines in a continuation': `FROM a\nRUN x \\\n${'\n'.repeat(100_000)} y`,
    'an open quote before 1 MB of text': `FROM a\nENV A="${'b '.repeat(500_000)}`,
    '10,000 here-documents that are not closed': `FROM a\nRUN ${'<<A '.repeat(10_000)}\n`,
    '100,000 open brackets': `FROM a\nCMD ${'['.repeat(100_000)}`,
  };
  it.each(Object.entries(rows))('%s', (_name, text) => {
    expect(parseDockerfile(text).instructions.length).toBeGreaterThan(1);
  });
});

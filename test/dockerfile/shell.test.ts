import { describe, expect, it } from 'vitest';
import type { Instruction } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { shellOf } from '../../src/dockerfile/shell.ts';
import { commandList } from '../../src/dockerfile/shell-command-list.ts';
import type { ShellScript } from '../../src/dockerfile/shell-script.ts';
import { cpuTime } from '../cpu-time.ts';

function lastInstruction(text: string): Instruction {
  const found = parseDockerfile(`FROM alpine\n${text}`).instructions.at(-1);
  if (found === undefined) throw new Error('no instruction');
  return found.trigger ?? found;
}

function read(text: string, shell: readonly string[] | null = null): ShellScript {
  const script = shellOf(lastInstruction(text), shell);
  if (script === null) throw new Error('no script');
  return script;
}

function lists(text: string, shell: readonly string[] | null = null): string[] {
  return commandList(read(text, shell)).map((words) => words.join(' '));
}

describe('the commands of an instruction', () => {
  const cases: [name: string, text: string, commands: string[]][] = [
    ['a chain', 'RUN a 1 && b "2 3" || c; d', ['a 1', 'b "2 3"', 'c', 'd']],
    ['a pipeline', 'RUN a | b -x | c', ['a', 'b -x', 'c']],
    ['a branch', 'RUN if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['loops', 'RUN for i in $(a); do b $i; done; while c; do d; done', ['a', 'b $i', 'c', 'd']],
    ['a case', 'RUN case $(a) in x) b ;; *) c ;; esac', ['a', 'b', 'c']],
    ['groups', 'RUN (a; b) && { c; } > /x', ['a', 'b', 'c']],
    ['a function', 'RUN f() { a; }; f', ['a', 'f']],
    ['tests with a substitution', 'RUN [[ -f $(a) ]] && (( $(b) > 1 ))', ['a', 'b']],
    ['nested substitutions', 'RUN a "$(b $(c))" `d`', ['a "$(@)" `@`', 'b $(@)', 'c', 'd']],
    ['escaped backticks', 'RUN a `b \\`c\\``', ['a @', 'b @', 'c']],
    ['process substitutions', 'RUN a <(b) >(c)', ['a <(@) >(@)', 'b', 'c']],
    ['assignments and redirects', 'RUN A=1 b > /dev/null 2>&1', ['b A=1 > /dev/null 2>&1']],
    ['an exported variable', 'RUN export A=1 B', ['export A=1 B']],
    ['a shell comment to the end of the joined line', 'RUN a # b \\\n  && c', ['a']],
    ['a Dockerfile comment in between', 'RUN a && \\\n# x && y\n\n  b', ['a', 'b']],
    ['a word broken by a continuation', 'RUN apt-\\\nget up\\\ndate', ['apt-get update']],
    ['blanks after a continuation', 'RUN a \\  \n  b', ['a b']],
    ['shell form of CMD', 'CMD node server.js', ['node server.js']],
    ['exec form', 'ENTRYPOINT ["a b", "-c"]', ['a b -c']],
    ['a shell in exec form', 'CMD ["sh", "-c", "a && b"]', ['sh -c a && b']],
    [
      'a health check',
      'HEALTHCHECK --interval=5s CMD curl -f http://x || exit 1',
      ['curl -f http://x', 'exit 1'],
    ],
    ['a health check in exec form', 'HEALTHCHECK CMD ["curl", "x"]', ['curl x']],
    ['a trigger', 'ONBUILD RUN a && b', ['a', 'b']],
    ['a mount', 'RUN --mount=type=cache,target=/x a', ['a']],
    ['no command', 'RUN', []],
  ];
  it.each(cases)('are read from %s', (_name, text, commands) => {
    expect(lists(text)).toEqual(commands);
    expect(read(text).errors).toEqual([]);
  });
});

describe('the commands of here-documents', () => {
  const cases: [name: string, text: string, commands: string[]][] = [
    ['a script', 'RUN <<EOF\na\nb && c # d\nEOF', ['a', 'b', 'c']],
    ['an indented script', 'RUN <<-EOF\n\tif a; then\n\t\tb\n\tfi\n\tEOF', ['a', 'b']],
    ['a script for a shell', 'RUN <<EOF\n#!/usr/bin/env -S bash -e\na\nEOF', ['a']],
    ['a file', 'RUN cat <<EOF > /x && b\napt-get update\nEOF', ['cat <<EOF > /x', 'b']],
    ['a file with a substitution', 'RUN cat <<EOF\n$(a)\nEOF', ['cat <<EOF', 'a']],
    ['a script for another command', 'RUN python3 - <<EOF\nimport os\nEOF', ['python3 - <<EOF']],
    [
      'a script fed to a shell',
      'RUN bash -e <<EOF && d\na; b\nc\nEOF',
      ['bash -e <<EOF', 'a', 'b', 'c', 'd'],
    ],
    ['two files', 'RUN a <<A && b <<B\n$(x)\nA\n$(y)\nB', ['a <<A', 'x', 'b <<B', 'y']],
  ];
  it.each(cases)('are read from %s', (_name, text, commands) => {
    expect(lists(text)).toEqual(commands);
    expect(read(text).errors).toEqual([]);
  });
});

describe('spans', () => {
  const cases: [name: string, text: string, commands: string[]][] = [
    ['continuations', 'RUN a \\\n  b && \\\n# x\n  c', ['a \\\n  b', 'c']],
    ['CRLF', 'RUN a \\\r\n  b && \\\r\n  c "d"\r\n', ['a \\\r\n  b', 'c "d"']],
    ['a broken word', 'RUN ab\\\ncd e', ['ab\\\ncd e']],
    ['a here-document', 'RUN <<EOF\na 1\n  b 2\nEOF', ['a 1', 'b 2']],
    ['stripped tabs', 'RUN <<-EOF\n\ta 1\n\t\tb 2\n\tEOF', ['a 1', 'b 2']],
    ['a fed here-document', 'RUN sh <<EOF\na 1\nEOF', ['sh <<EOF', 'a 1']],
    ['two fed here-documents', 'RUN sh <<A && sh <<B\na\nA\nb\nB', ['sh <<A', 'a', 'sh <<B', 'b']],
    ['a substitution', 'RUN a $(b\\\n c)', ['a $(b\\\n c)', 'b\\\n c']],
    ['escaped backticks', 'RUN a `b \\`c\\``', ['a `b \\`c\\``', '`b \\`c\\``', '`b \\`c\\``']],
    ['characters outside the BMP', 'RUN echo 😀 && b 😀', ['echo 😀', 'b 😀']],
    ['exec form', 'CMD [ "a", "b" ]', ['"a", "b"']],
  ];
  it.each(cases)('are places in the file, with %s', (_name, text, commands) => {
    const file = `FROM alpine\n${text}`;
    expect(read(text).commands.map(({ span }) => file.slice(span.start, span.end))).toEqual(
      commands,
    );
  });
});

describe('words', () => {
  const cases: [text: string, value: string | null][] = [
    ['plain-1.0', 'plain-1.0'],
    ['"two words"', 'two words'],
    ["'$not'", '$not'],
    ['a"b"\'c\'d', 'abcd'],
    ['\\$x', '$x'],
    ['"\\$x"', '$x'],
    ['$x', null],
    ['a${x}', null],
    ['"$(b)"', null],
    ['*.txt', null],
    ['"*.txt"', '*.txt'],
    ['{a,b}', null],
    ['~/x', null],
    ['"~/x"', '~/x'],
    ['100$', '100$'],
    ['g++', 'g++'],
    ['""', ''],
  ];
  it.each(cases)('%s has the value %s', (text, value) => {
    expect(read(`RUN a ${text}`).commands[0]?.words[1]).toMatchObject({ text, value });
  });

  it('say whether they hold quotes', () => {
    const words = read('RUN a "b" c\\d $e').commands[0]?.words;
    expect(words?.map(({ quoted }) => quoted)).toEqual([false, true, true, false]);
  });
});

describe('where a command stands', () => {
  it('says what joins it to its neighbours', () => {
    const { commands } = read('RUN a && b | c || d; e & f;');
    expect(commands.map(({ name, before, after }) => [before, name, after])).toEqual([
      [null, 'a', '&&'],
      ['&&', 'b', '|'],
      ['|', 'c', '||'],
      ['||', 'd', ';'],
      [';', 'e', '&'],
      ['&', 'f', null],
    ]);
    expect(commands[2]?.pipeline).toEqual({ index: 1, length: 2 });
  });

  it('tells line endings from semicolons in here-documents', () => {
    const { commands } = read('RUN <<EOF\na; b # ; c\nd\n\ne;\nf\nEOF');
    expect(commands.map(({ after }) => after)).toEqual([';', '\n', '\n', ';', null]);
  });

  it('says what it is nested in, outermost first', () => {
    const { commands } = read(
      'RUN ! (if a; then b $(c); fi) & while d; do { e; }; done; f() { g; }',
    );
    expect(commands.map(({ nesting }) => nesting.join(' '))).toEqual([
      'background negation subshell if-condition',
      'background negation subshell if-branch',
      'background negation subshell if-branch substitution',
      'loop-condition',
      'loop-body group',
      'function group',
    ]);
  });

  it('lists the parts of the outermost level', () => {
    const { topLevel } = read('RUN a && ! b | c; if d; then e; fi & (f) | g; h() { i; }');
    expect(
      topLevel.map(({ kind, negated, before, after }) => [before, kind, negated, after]),
    ).toEqual([
      [null, 'command', false, '&&'],
      ['&&', 'pipeline', true, ';'],
      [';', 'compound', false, '&'],
      ['&', 'compound', false, ';'],
      [';', 'function', false, null],
    ]);
    expect(topLevel.map(({ commands }) => [commands.start, commands.end])).toEqual([
      [0, 1],
      [1, 3],
      [3, 5],
      [5, 7],
      [7, 8],
    ]);
  });
});

describe('the shell in force', () => {
  const cases: [shell: string[] | null, dialect: string | null, errexit: boolean][] = [
    [null, 'posix', false],
    [['/bin/sh', '-ec'], 'posix', true],
    [['/bin/bash', '-o', 'pipefail', '-c'], 'bash', false],
    [['/usr/bin/bash', '-o', 'errexit', '-c'], 'bash', true],
    [['/bin/ash', '-eo', 'pipefail', '-c'], 'posix', true],
    [['conda', 'run', '-n', 'x', '/bin/bash', '-c'], 'bash', false],
    [['powershell', '-Command'], null, false],
    [['cmd', '/S', '/C'], null, false],
    [['/usr/bin/python3', '-c'], null, false],
    [[], null, false],
  ];
  it.each(cases)('%j is read as %s', (shell, dialect, errexit) => {
    const script = shellOf(lastInstruction('RUN a'), shell);
    expect(script && [script.dialect, script.errexit]).toEqual(dialect && [dialect, errexit]);
  });

  it('is that of the interpreter line in a here-document', () => {
    const script = read('RUN <<EOF\n#!/bin/bash -e\na\nEOF', ['powershell']);
    expect([script.dialect, script.errexit]).toEqual(['bash', true]);
  });

  it('does not matter to the exec form', () => {
    expect(read('CMD ["a", "b"]', ['cmd', '/S', '/C']).form).toBe('exec');
  });

  it.each(['RUN <<EOF\n#!/usr/bin/env python3\nprint()\nEOF', 'HEALTHCHECK NONE', 'ENV A=b'])(
    'runs no commands in %j',
    (text) => {
      expect(shellOf(lastInstruction(text), null)).toBeNull();
    },
  );

  it('the shell in force decides the dialect', () => {
    const instruction = lastInstruction('RUN a');
    expect(shellOf(instruction, null)?.dialect).toBe('posix');
    expect(shellOf(instruction, ['bash', '-c'])?.dialect).toBe('bash');
  });
});

describe('broken shell code', () => {
  it.each(['RUN if a; then b', 'RUN a "b', 'RUN a && ', 'RUN a $(b "c)', 'RUN a )'])(
    'has an error: %s',
    (text) => {
      expect(read(text).errors.length).toBeGreaterThan(0);
    },
  );

  const deep: [name: string, body: string][] = [
    ['substitutions', `echo ${'$(echo '.repeat(10_000)}${')'.repeat(10_000)}`],
    ['open substitutions', `echo ${'$('.repeat(10_000)}`],
    ['expansions', `echo ${'${a:-'.repeat(100_000)}`],
    ['subshells', '( '.repeat(10_000)],
    ['function heads', `${'f() '.repeat(50_000)} { a; }`],
    ['here-documents', 'cat <<A '.repeat(20_000)],
  ];
  it.each(deep)('that nests %s very deep is refused in time', (_name, body) => {
    const instruction = lastInstruction(`RUN ${body}`);
    const start = cpuTime();
    shellOf(instruction, null);
    expect(cpuTime() - start).toBeLessThan(2_000);
  });

  it('of a megabyte is read in time', () => {
    const instruction = lastInstruction(`RUN ${'echo a b "c" && '.repeat(65_000)} true`);
    const start = cpuTime();
    expect(shellOf(instruction, null)?.commands).toHaveLength(65_001);
    expect(cpuTime() - start).toBeLessThan(5_000);
  });
});

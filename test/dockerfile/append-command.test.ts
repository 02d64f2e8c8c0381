import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { appendCommand } from '../../src/dockerfile/append-command.ts';
import type { AppendResult } from '../../src/dockerfile/append-command.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { shellOf } from '../../src/dockerfile/shell.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';

function append(file: string, command: string, shell: readonly string[] | null): AppendResult {
  const dockerfile = parseDockerfile(file);
  const last = dockerfile.instructions.at(-1);
  const instruction = last?.trigger ?? last;
  const script = instruction && shellOf(instruction, shell);
  if (instruction === undefined || !script) throw new Error('no script');
  return appendCommand(dockerfile, instruction, script, command);
}

/** The text of the file from line 2 on, or the reason in brackets. */
function appended(text: string, shell: readonly string[] | null = null, head = 'FROM a\n'): string {
  const result = append(head + text, 'rm x', shell);
  if (result.edit === undefined) return `(${result.left})`;
  const applied = applyEdits(head + text, [result.edit]);
  return applied.ok ? applied.text.slice(head.length) : applied.reason;
}

describe('appendCommand puts the command behind', () => {
  const cases: [name: string, before: string, after: string][] = [
    ['a single command', 'RUN a b\n', 'RUN a b && rm x\n'],
    ['a command at the end of the file', 'RUN a b', 'RUN a b && rm x'],
    ['a chain', 'RUN a && b > /c 2>&1\n', 'RUN a && b > /c 2>&1 && rm x\n'],
    ['alternatives', 'RUN a || b\n', 'RUN a || b && rm x\n'],
    ['a way out after a failure', 'RUN a || exit 1\n', 'RUN a || exit 1 && rm x\n'],
    ['a list', 'RUN a; b\n', 'RUN a; b && rm x\n'],
    ['a pipeline', 'RUN a | b\n', 'RUN a | b && rm x\n'],
    ['a subshell', 'RUN (a; b)\n', 'RUN (a; b) && rm x\n'],
    ['a branch', 'RUN if a; then b; fi\n', 'RUN if a; then b; fi && rm x\n'],
    ['a last semicolon', 'RUN a && b ;\n', 'RUN a && b && rm x ;\n'],
    ['a list under set -e', 'RUN set -ex; a; b\n', 'RUN set -ex; a; b; rm x\n'],
    [
      'a branch under set -e',
      'RUN set -e; if a; then b; fi\n',
      'RUN set -e; if a; then b; fi; rm x\n',
    ],
    ['alternatives under set -e', 'RUN set -e; a; b || c\n', 'RUN set -e; a; b || c && rm x\n'],
    ['a negation under set -e', 'RUN set -e; a; ! b\n', 'RUN set -e; a; ! b && rm x\n'],
    ['a list after set +e', 'RUN set -e; a; set +e; b\n', 'RUN set -e; a; set +e; b && rm x\n'],
    ['a chain with set -e', 'RUN set -e && a && b\n', 'RUN set -e && a && b && rm x\n'],
    ['a trigger', 'ONBUILD RUN a\n', 'ONBUILD RUN a && rm x\n'],
    [
      'leading connectors, at their indentation',
      'RUN a \\\n  && b \\\n       c\n',
      'RUN a \\\n  && b \\\n       c \\\n  && rm x\n',
    ],
    [
      'trailing connectors, at the indentation of the last command',
      'RUN a && \\\n\tb \\\n\t\tc\n',
      'RUN a && \\\n\tb \\\n\t\tc && \\\n\trm x\n',
    ],
    [
      'a trailing connector with a comment behind it',
      'RUN a && \\\n  # why\n  b\n',
      'RUN a && \\\n  # why\n  b && \\\n  rm x\n',
    ],
    [
      'a list of packages, at its indentation',
      'RUN a && b \\\n      c \\\n      d\n',
      'RUN a && b \\\n      c \\\n      d \\\n      && rm x\n',
    ],
    [
      'a list of lines under set -e',
      'RUN set -eux; \\\n\ta; \\\n\tb\n',
      'RUN set -eux; \\\n\ta; \\\n\tb; \\\n\trm x\n',
    ],
    [
      'a list of lines with a last semicolon under set -e',
      'RUN set -eux; \\\n\ta; \\\n\tb;\n',
      'RUN set -eux; \\\n\ta; \\\n\tb; \\\n\trm x;\n',
    ],
    [
      'a branch of several lines',
      'RUN if a; then \\\n    b; \\\n  fi\n',
      'RUN if a; then \\\n    b; \\\n  fi \\\n  && rm x\n',
    ],
    [
      'a continuation into the end of the file',
      'RUN a && \\\n  b \\\n  # c\n\n',
      'RUN a && \\\n  b && \\\n  rm x \\\n  # c\n\n',
    ],
    [
      'a long line, on a line of its own',
      `RUN ${'a'.repeat(90)}\n`,
      `RUN ${'a'.repeat(90)} \\\n    && rm x\n`,
    ],
    [
      'a long line under its flags, at its indentation',
      `RUN --mount=type=cache,target=/c \\\n  ${'a'.repeat(95)}\n`,
      `RUN --mount=type=cache,target=/c \\\n  ${'a'.repeat(95)} \\\n  && rm x\n`,
    ],
    ['a script', 'RUN <<EOF\na\n  b\nEOF\n', 'RUN <<EOF\na\n  b && rm x\nEOF\n'],
    [
      'a script under set -e',
      'RUN <<EOF\nset -e\na # b\n\nEOF\n',
      'RUN <<EOF\nset -e\na # b\nrm x\n\nEOF\n',
    ],
    [
      'an indented script of bash -e',
      'RUN <<-EOF\n\t#!/bin/bash -e\n\tif a; then\n\t\tb\n\tfi\n\tEOF\n',
      'RUN <<-EOF\n\t#!/bin/bash -e\n\tif a; then\n\t\tb\n\tfi\n\trm x\n\tEOF\n',
    ],
    [
      'a here-document in a script',
      'RUN <<EOF\nset -e\ncat <<X > y\nz\nX\nEOF\n',
      'RUN <<EOF\nset -e\ncat <<X > y && rm x\nz\nX\nEOF\n',
    ],
  ];
  it.each(cases)('%s', (_name, before, after) => {
    expect(appended(before)).toBe(after);
  });

  it('a line that another escape character continues', () => {
    const head = '# escape=`\nFROM a\n';
    expect(appended('RUN a `\n  && b\n', null, head)).toBe('RUN a `\n  && b `\n  && rm x\n');
  });

  it('a line that ends in CRLF', () => {
    const after = 'RUN a \\\r\n  && b \\\r\n  && rm x\r\n';
    expect(appended('RUN a \\\r\n  && b\r\n', null, 'FROM a\r\n')).toBe(after);
  });

  it('a branch under SHELL with -e', () => {
    const shell = ['/bin/bash', '-eo', 'pipefail', '-c'];
    expect(appended('RUN if a; then b; fi\n', shell)).toBe('RUN if a; then b; fi; rm x\n');
  });
});

describe('appendCommand leaves', () => {
  const guarded = '(`&&` would switch `set -e` off inside its last command)';
  const cases: [name: string, text: string, reason: string][] = [
    ['the exec form', 'RUN ["a"]', '(the command is in exec form, without a shell)'],
    ['a last comment', 'RUN a && b # c', '(a shell comment ends it)'],
    ['a comment that hides commands', 'RUN a # b \\\n && c', '(a shell comment ends it)'],
    ['a command in the background', 'RUN a; b &', '(its last command runs in the background)'],
    ['a way out', 'RUN a && exit 0', '(its last command is `exit`)'],
    ['a replaced shell', 'RUN exec a', '(its last command is `exec`)'],
    ['broken code', 'RUN if a; then b', '(its shell code could not be read)'],
    ['an open operator', 'RUN a &&', '(its shell code could not be read)'],
    ['a fed command', 'RUN cat <<E > x\nE', '(a here-document feeds one of its commands)'],
    ['a definition', 'RUN f() { a; }', '(it ends with the definition of a function)'],
    ['nothing', 'RUN', '(there is no command to append to)'],
    ['a chain of groups under set -e', 'RUN set -e; a && { b; c; }', guarded],
    ['a negated group under set -e', 'RUN set -e; ! { b; c; }', guarded],
    ['a group where set -e may be in force', 'RUN if a; then set -e; fi; { b; c; }', guarded],
    ['a chain with a function under set -e', 'RUN set -e; f() { a; b; }; c && f', guarded],
  ];
  it.each(cases)('%s', (_name, text, reason) => {
    expect(appended(text)).toBe(reason);
  });
});

describe('run by a shell, the result', () => {
  const parts = [
    'true',
    'false',
    '! true',
    '{ false; true; }',
    'false | true',
    'if true; then false; fi',
  ];
  const bodies = parts.flatMap((first) =>
    ['; ', ' && ', ' || '].flatMap((joint) =>
      parts.flatMap((second) =>
        ['', 'set -e; '].map((start) => `${start}${first}${joint}${second}`),
      ),
    ),
  );
  const forms: [name: string, form: (body: string) => string][] = [
    ['a line', (body) => `RUN ${body}`],
    ['a here-document', (body) => `RUN <<EOF\n${body}\nEOF`],
  ];

  function run(file: string): { status: number | null; cleaned: boolean } {
    const instruction = parseDockerfile(file).instructions.at(-1);
    const text = instruction && shellOf(instruction, null)?.text;
    const { status, stdout } = spawnSync('sh', ['-c', text ?? 'exit 99'], { encoding: 'utf8' });
    return { status, cleaned: stdout.includes('cleaned') };
  }

  it.each(forms)('fails as before, and cleans up only after success, in %s', (_name, form) => {
    const files = bodies.map((body) => `FROM a\n${form(body)}`);
    const edited = files.flatMap((file) => {
      const { edit } = append(file, 'echo cleaned', null);
      const applied = edit && applyEdits(file, [edit]);
      return applied?.ok === true ? [{ file, after: applied.text }] : [];
    });
    expect(edited.length).toBeGreaterThan(150);
    for (const { file, after } of edited) {
      const { status } = run(file);
      expect([after, run(after)]).toEqual([after, { status, cleaned: status === 0 }]);
    }
  });
});

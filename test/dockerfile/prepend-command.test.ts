import { expect, it } from 'vitest';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { prependCommand } from '../../src/dockerfile/prepend-command.ts';
import { shellOf } from '../../src/dockerfile/shell.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';

function prepended(body: string): string | null {
  const dockerfile = parseDockerfile(`FROM a\n${body}\n`);
  const [, run] = dockerfile.instructions;
  const script = run === undefined ? null : shellOf(run, null);
  const edit = script === null ? null : prependCommand(dockerfile, script, 'x');
  if (edit === null) return null;
  const result = applyEdits(dockerfile.text, [edit]);
  return result.ok ? result.text.slice('FROM a\n'.length, -1) : null;
}

const rows: Record<string, readonly [before: string, after: string | null]> = {
  'one command': ['RUN a', 'RUN x && a'],
  'a list of semicolons': ['RUN a; b', 'RUN x; a; b'],
  'a command in the background, which would take it along': ['RUN a & b', 'RUN x; a & b'],
  'a negated command': ['RUN ! a', 'RUN x && ! a'],
  'a subshell': ['RUN (a; b)', 'RUN x && (a; b)'],
  'lines that begin with a connector': ['RUN a \\\n  && b', 'RUN x \\\n  && a \\\n  && b'],
  'lines that end with a connector': ['RUN a && \\\n\tb', 'RUN x && \\\n\ta && \\\n\tb'],
  'a body that begins on a line of its own': [
    'RUN \\\n  a && \\\n  b',
    'RUN \\\n  x && \\\n  a && \\\n  b',
  ],
  'one command on several lines': ['RUN a \\\n      b', 'RUN x && \\\n    a \\\n      b'],
  'a here-document': ['RUN <<EOF\na\nb\nEOF', 'RUN <<EOF\nx\na\nb\nEOF'],
  'a here-document with tabs': ['RUN <<-EOF\n\ta\n\tEOF', 'RUN <<-EOF\n\tx\n\ta\n\tEOF'],
  'the exec form, which has no shell': ['RUN ["a"]', null],
};

it.each(Object.entries(rows))('is put before %s', (_name, [before, after]) => {
  expect(prepended(before)).toBe(after);
});

import { expect, it } from 'vitest';
import { insertCommand } from '../../src/dockerfile/insert-command.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { shellOf } from '../../src/dockerfile/shell.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';

/** The text of the RUN with `check` behind `get`, or the reason in brackets. */
function inserted(text: string): string {
  const file = `FROM a\n${text}`;
  const dockerfile = parseDockerfile(file);
  const run = dockerfile.instructions.at(-1);
  const script = run === undefined ? null : shellOf(run, null);
  const command = script?.commands.find(({ name }) => name === 'get');
  if (run === undefined || script === null || command === undefined) throw new Error('no `get`');
  const result = insertCommand(dockerfile, run, script, command, 'check');
  if (result.edit === undefined) return `(${result.left})`;
  const applied = applyEdits(file, [result.edit]);
  return applied.ok ? applied.text.slice('FROM a\n'.length) : applied.reason;
}

it.each([
  ['at the end', 'RUN a && get\n', 'RUN a && get && check\n'],
  ['in the middle of a chain', 'RUN get && b\n', 'RUN get && check && b\n'],
  ['with the same break of lines', 'RUN get \\\n && b\n', 'RUN get \\\n && check \\\n && b\n'],
  ['under set -e', 'RUN set -e; get; b\n', 'RUN set -e; get; check; b\n'],
  [
    'in a here-document under set -e',
    'RUN <<E\nset -e\nget\nb\nE\n',
    'RUN <<E\nset -e\nget\ncheck\nb\nE\n',
  ],
])('a command is put behind another one %s', (_name, before, after) => {
  expect(inserted(before)).toBe(after);
});

it.each([
  ['stands in a branch', 'RUN if a; then get; fi\n', /another construct/],
  ['is negated', 'RUN ! get && b\n', /another construct/],
  ['is one end of a pipe', 'RUN get | b\n', /another construct/],
  ['may fail', 'RUN get || true\n', /goes on where the command fails/],
  ['runs beside the rest', 'RUN get & b\n', /goes on where the command fails/],
  ['is followed by what runs anyway', 'RUN get; b\n', /goes on where a command of it fails/],
  ['is followed by that in spite of set', 'RUN set -e; set +e; get; b\n', /goes on/],
  ['is in the exec form', 'RUN ["get", "b"]\n', /another construct/],
])('nothing is put behind a command that %s', (_name, text, reason) => {
  expect(inserted(text)).toMatch(reason);
});

it('a command is put behind the set -e that it relies on', () => {
  const file = 'FROM a\nRUN set -eu; b\n';
  const dockerfile = parseDockerfile(file);
  const run = dockerfile.instructions.at(-1);
  const script = run === undefined ? null : shellOf(run, null);
  const [set] = script?.commands ?? [];
  if (run === undefined || script === null || set === undefined) throw new Error('no `set`');
  const { edit } = insertCommand(dockerfile, run, script, set, 'check');
  expect(edit === undefined ? null : applyEdits(file, [edit])).toEqual({
    ok: true,
    text: 'FROM a\nRUN set -eu; check; b\n',
  });
});

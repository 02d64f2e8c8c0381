import { isShellName } from '../dockerfile/shell-kind.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import { leadingWords } from '../dockerfile/word-edit.ts';
import { checksumChanges, checksumCommand } from './checksum-command.ts';
import type { CommandChange, Fix } from './rule.ts';
import type { RunDownload } from './run-downloads.ts';

type Rewriting = Pick<Fix, 'edits'> & { readonly commands: readonly CommandChange[] };

/** What becomes of one of the two commands. */
interface Rewritten {
  readonly edits: readonly TextEdit[];
  /** Put behind its last word. */
  readonly tail: string;
  readonly changes: readonly CommandChange[];
}

/**
 * `curl ADDRESS | tar xz` as four commands: into a file, its checksum, the same command on the file, and the
 * file goes. Null where the pipeline is not as simple as that.
 */
export function unpipe(
  dockerfile: Dockerfile,
  { run, command, reader, name, line }: RunDownload,
  { sha256, file }: { readonly sha256: string; readonly file: string },
): Rewriting | null {
  const { script } = run;
  const index = script.commands.indexOf(command);
  const part = script.topLevel.find(({ commands }) => commands.start === index);
  const isPair = part?.kind === 'pipeline' && part.commands.end === index + 2 && !part.negated;
  if (reader === null || part === undefined || !isPair || script.heredoc !== null) return null;
  const isJoined = [part.before, part.after].every((one) => one === null || one === '&&');
  const isPlain = !isJoined || command.redirects.length + reader.redirects.length > 0;
  if (isPlain || run.run.heredocs.length > 0) return null;
  const called = leadingWords(command, line.words[0] ?? null);
  const gap = { start: command.span.end, end: reader.span.start };
  const writing = intoFile({ name, called, words: line.words }, file);
  const reading = fromFile(reader, file);
  const isBroken = dockerfile.comments.some(
    ({ span }) => span.start > gap.start && span.end < gap.end,
  );
  if (writing === null || reading === null || isBroken) return null;
  const join = joinerAt(dockerfile, run.run.span.start, command.span.start);
  const { end } = reader.span;
  const check = checksumCommand(sha256, file);
  return {
    edits: [
      ...writing.edits,
      { span: gap, text: `${writing.tail}${join}${check}${join}` },
      ...reading.edits,
      { span: { start: end, end }, text: `${reading.tail}${join}rm ${file}` },
    ],
    commands: [
      ...writing.changes,
      ...checksumChanges(sha256, file),
      ...reading.changes,
      { kind: 'append', command: `rm ${file}` },
    ],
  };
}

interface Writer {
  readonly name: string;
  readonly called: string;
  readonly words: readonly ShellWord[];
}

/** `-o FILE` behind it, or the file in place of the `-` that stands for standard output. */
function intoFile({ name, called, words }: Writer, file: string): Rewritten | null {
  const joined = words.find(({ text }) =>
    name === 'curl' ? /^-[a-zA-Z]*o-$/.test(text) : /^-[a-zA-Z]*O-$/.test(text),
  );
  if (joined !== undefined) return replaced(called, joined, `${joined.text.slice(0, -1)}${file}`);
  const alone = words.find(({ text }) => text === '-');
  if (alone !== undefined) return replaced(called, alone, file);
  return name === 'curl' ? behind(called, ['-o', file]) : null;
}

/** tar and the shells; null for other commands, and where they have another input. */
function fromFile(reader: ShellCommand, file: string): Rewritten | null {
  const line = effectiveCommand(reader);
  const name = nameOf(line) ?? '';
  const [first, ...words] = line.words;
  if (first === undefined) return null;
  const called = leadingWords(reader, first);
  if (name === 'tar') return tarFile(called, words, file);
  return isShellName(name) ? scriptFile(called, words, file) : null;
}

function tarFile(called: string, words: readonly ShellWord[], file: string): Rewritten | null {
  const dash = words.find(({ text }) => text === '-');
  if (dash !== undefined) return replaced(called, dash, file);
  const hasFile = words.some(({ text }, index) => {
    return /^-[a-zA-Z]*f|^--file/.test(text) || (index === 0 && /^[a-zA-Z]*f/.test(text));
  });
  return hasFile ? null : behind(called, ['-f', file]);
}

function scriptFile(called: string, words: readonly ShellWord[], file: string): Rewritten | null {
  const [stdin, separator] = words;
  if (stdin?.text === '-') return words.length === 1 ? replaced(called, stdin, file) : null;
  if (words.every(({ text }) => /^-[eux]+$/.test(text))) return behind(called, [file]);
  // `bash -s -- ARGUMENTS`: the file takes the place of the first two.
  if (stdin?.text !== '-s' || separator?.text !== '--') return null;
  const { edits, changes } = replaced(called, stdin, file);
  return {
    edits: [...edits, { span: { start: stdin.span.end, end: separator.span.end }, text: '' }],
    tail: '',
    changes: [...changes, { kind: 'remove-argument', command: called, argument: '--' }],
  };
}

function replaced(command: string, { span, text }: ShellWord, by: string): Rewritten {
  const change: CommandChange = { kind: 'replace-argument', command, argument: text, by };
  return { edits: [{ span, text: by }], tail: '', changes: [change] };
}

function behind(command: string, added: readonly string[]): Rewritten {
  const changes = added.map((argument): CommandChange => ({
    kind: 'add-argument',
    command,
    argument,
  }));
  return { edits: [], tail: ` ${added.join(' ')}`, changes };
}

/** A line of its own for each command, as deep as the line at hand. */
function joinerAt({ text, lineEnding, escape }: Dockerfile, start: number, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
  const deep = line <= start ? `${indent}    ` : indent;
  return ` ${escape}${lineEnding}${deep}&& `;
}

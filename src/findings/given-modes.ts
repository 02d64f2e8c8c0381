import { hasOption, operands, optionValue } from '../dockerfile/command-line.ts';
import type { CommandLine } from '../dockerfile/command-arguments.ts';
import { readFileMode } from '../dockerfile/file-mode.ts';
import type { FileMode } from '../dockerfile/file-mode.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import { inFileOrder } from './in-file-order.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runCommandsNamed } from './run-commands.ts';

/** A place that gives files a mode. */
export interface GivenMode {
  /** As written, without quotes. */
  readonly text: string;
  readonly mode: FileMode;
  /** For messages: `chmod`, `COPY --chmod`. */
  readonly by: string;
  readonly span: Span;
  /** What gets the mode, as written. */
  readonly paths: readonly string[];
  /** The mode in the file; null where it is not a word of its own. */
  readonly modeSpan: Span | null;
  /** It goes into folders. */
  readonly isRecursive: boolean;
}

/** Commands with an option `-m` for the mode of what they make. */
const MAKERS = ['mkdir', 'install', 'mkfifo'];
const COMMANDS = ['chmod', 'find', ...MAKERS];
const MODE_OPTIONS = ['-m', '--mode'];

/** The modes that chmod and its like, and `--chmod` of COPY and ADD, give, in file order. */
export const givenModes = oncePerFile((dockerfile, facts): readonly GivenMode[] =>
  inFileOrder(flagModes(dockerfile), commandModes(dockerfile, facts)),
);

function* flagModes({ instructions }: Dockerfile): Generator<GivenMode> {
  for (const outer of instructions) {
    const { keyword, flags, arguments: words } = outer.trigger ?? outer;
    const paths = words.slice(-1).map(({ text }) => text);
    for (const { name, value, span, valueSpan } of flags) {
      const mode = name === 'chmod' && value !== null ? readFileMode(value) : null;
      if (mode === null) continue;
      const by = `${keyword} --chmod`;
      yield { text: value ?? '', mode, by, span, paths, modeSpan: valueSpan, isRecursive: false };
    }
  }
}

function* commandModes(dockerfile: Dockerfile, facts: Facts): Generator<GivenMode> {
  for (const { line, name, command } of runCommandsNamed(dockerfile, facts, COMMANDS)) {
    const text = modeOf(name, line);
    const mode = text === null ? null : readFileMode(text);
    if (text === null || mode === null) continue;
    const words = operands(line, MODE_OPTIONS);
    yield {
      text,
      mode,
      by: name === 'find' ? 'chmod' : name,
      span: command.span,
      paths: (name === 'chmod' ? words.slice(1) : words).map((word) => word.value ?? word.text),
      modeSpan: name === 'chmod' && words[0]?.text === text ? words[0].span : null,
      isRecursive: hasOption(line, ['-R', '--recursive']),
    };
  }
}

function modeOf(name: string, line: CommandLine): string | null {
  if (name === 'chmod') return operands(line)[0]?.value ?? null;
  if (name === 'find') return executedMode(line);
  return MAKERS.includes(name) ? optionValue(line, MODE_OPTIONS) : null;
}

/** `find . -exec chmod 777 {} +`. */
function executedMode({ words }: CommandLine): string | null {
  const start = words.findIndex(({ value }) => value === '-exec' || value === '-execdir') + 1;
  const isChmod = start > 0 && words[start]?.value === 'chmod';
  return isChmod ? (operands({ words: words.slice(start) })[0]?.value ?? null) : null;
}

import { readArguments } from '../dockerfile/command-arguments.ts';
import type { Argument } from '../dockerfile/command-arguments.ts';
import {
  CURL_VALUE_OPTIONS,
  downloadUrls,
  WGET_VALUE_OPTIONS,
} from '../dockerfile/download-command.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellWord } from '../dockerfile/shell-script.ts';
import { constantText } from './constant-text.ts';
import type { ConstantText } from './constant-text.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runCommandsNamed } from './run-commands.ts';
import type { RunCommand } from './run-commands.ts';
import { setsVariable } from './variable-uses.ts';

/** A curl or wget of a RUN that fetches one address. */
export interface RunDownload extends RunCommand {
  readonly word: ShellWord;
  /** The address without quotes, as it stands in the file. */
  readonly written: string;
  /** The same in every build, or the variable because of which it is not. */
  readonly address: ConstantText;
  /** Where it goes: a path as a shell has it between double quotes, standard output, or not to be told. */
  readonly target: { readonly file: string } | 'output' | 'unknown';
  /** The command that reads what it prints, in the same pipeline; null when none does. */
  readonly reader: ShellCommand | null;
}

export const runDownloads = oncePerFile(findDownloads);

const PLAIN_PATH = /^(?:[\w./+@~%:=-]|\$\w+|\$\{\w+\})+$/;

function findDownloads(dockerfile: Dockerfile, facts: Facts): readonly RunDownload[] {
  return runCommandsNamed(dockerfile, facts, ['curl', 'wget']).flatMap((found) => {
    const [word, ...others] = downloadUrls(found.name, found.line);
    if (word === undefined || others.length > 0) return [];
    const written = word.text.replace(/^["']|["']$/g, '');
    return [{ ...found, word, written, ...whereTo(dockerfile, found, written) }];
  });
}

function whereTo(
  dockerfile: Dockerfile,
  found: RunCommand,
  written: string,
): Pick<RunDownload, 'address' | 'target' | 'reader'> {
  const { run, command } = found;
  const address: ConstantText = /\$\(|`/.test(written)
    ? { variable: written }
    : constantText(dockerfile, run.run, written, (name) => setsVariable(run.script, name));
  const target = targetOf(found, written);
  const isRead = target === 'output' && command.after === '|';
  const next = run.script.commands[run.script.commands.indexOf(command) + 1];
  return { address, target, reader: isRead ? (next ?? null) : null };
}

function targetOf({ name, line, command }: RunCommand, written: string): RunDownload['target'] {
  const found = readArguments(line, name === 'curl' ? CURL_VALUE_OPTIONS : WGET_VALUE_OPTIONS);
  const redirect = command.redirects.find(({ operator, descriptor }) => {
    return operator === '>' && (descriptor ?? 1) === 1;
  });
  const named = name === 'curl' ? curlFile(found, written) : wgetFile(found, written);
  if (named === null) return 'unknown';
  if (named !== '-') return pathOf(named);
  if (redirect !== undefined) return pathOf(redirect.target?.text ?? '');
  return command.redirects.some(({ operator }) => operator.startsWith('>>')) ? 'unknown' : 'output';
}

function pathOf(text: string): RunDownload['target'] {
  const path = text.replace(/^["']|["']$/g, '');
  return PLAIN_PATH.test(path) && !path.startsWith('~') ? { file: path } : 'unknown';
}

/** `-` for standard output, null where the server or another option names it. */
function curlFile(found: readonly Argument[], written: string): string | null {
  if (given(found, ['-J', '--remote-header-name', '--output-dir', '-K', '--config'])) return null;
  const file = valueOf(found, ['-o', '--output']);
  if (file !== null) return file;
  return given(found, ['-O', '--remote-name']) ? baseName(written) : '-';
}

function wgetFile(found: readonly Argument[], written: string): string | null {
  if (given(found, ['--content-disposition', '-i', '-r', '-x', '--trust-server-names']))
    return null;
  const file = valueOf(found, ['-O', '--output-document']);
  if (file !== null) return file;
  const folder = valueOf(found, ['-P', '--directory-prefix']);
  const name = baseName(written);
  return folder === null || name === null ? name : `${folder.replace(/\/$/, '')}/${name}`;
}

function baseName(address: string): string | null {
  const name = address.slice(address.lastIndexOf('/') + 1);
  return name === '' || /[?#&;]/.test(name) ? null : name;
}

function given(found: readonly Argument[], names: readonly string[]): boolean {
  return found.some((item) => item.kind === 'option' && names.includes(item.name));
}

function valueOf(found: readonly Argument[], names: readonly string[]): string | null {
  for (const item of found) {
    if (item.kind === 'option' && names.includes(item.name)) return item.value;
  }
  return null;
}

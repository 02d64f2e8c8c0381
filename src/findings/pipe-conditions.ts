import { effectiveCommand, hasOption, nameOf, operands } from '../dockerfile/command-line.ts';
import type { EffectiveCommand } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellCommand, ShellScript } from '../dockerfile/shell-script.ts';
import { errexitAtEnd } from '../dockerfile/errexit.ts';
import { pipesOf } from './pipes.ts';
import type { Pipe } from './pipes.ts';
import type { Precondition } from './rule.ts';

/** Commands that write a few words from the shell itself. */
const BUILTIN_WRITERS = new Set(['echo', 'printf', 'true', ':', 'pwd']);

/** Programs that fail only when what they read is missing or broken, or the network is. */
const SURE_WRITERS = new Set(
  (
    'curl wget cat gpg gpg2 tar bsdtar sed awk gawk mawk cut tr sort uniq rev tac wc jq base64 xxd od ' +
    'hexdump sha1sum sha224sum sha256sum sha384sum sha512sum md5sum shasum cksum gzip gunzip zcat xz ' +
    'unxz xzcat bzip2 bunzip2 bzcat zstd zstdcat unzstd lz4 head tail date uname id whoami nproc dirname ' +
    'basename envsubst fold nl paste column seq tee iconv getconf hostname lsb_release arch printenv ' +
    'locale apt-mark'
  ).split(' '),
);

/** Options with which a program in `SURE_WRITERS` answers by its status. */
const ANSWERING: ReadonlyMap<string, readonly string[]> = new Map([
  ['jq', ['-e', '--exit-status']],
  ['sort', ['-c', '-C', '--check']],
  ['sha256sum', ['-c', '--check']],
  ['gpg', ['--list-keys', '--list-secret-keys', '-k', '-K', '--verify']],
]);

/** Programs that read their input to its end. */
const FULL_READERS = new Set(
  (
    'tar bsdtar sh bash ash dash zsh gpg gpg2 apt-key tee sed awk gawk mawk grep egrep fgrep cut tr sort ' +
    'uniq wc tail xargs cat jq yq base64 xxd od hexdump sha1sum sha224sum sha256sum sha384sum sha512sum ' +
    'md5sum shasum cksum gzip gunzip zcat xz unxz xzcat bzip2 bunzip2 bzcat zstd zstdcat unzstd lz4 ' +
    'openssl patch cpio rev tac envsubst fold nl paste column iconv chpasswd debconf-set-selections ' +
    'crontab psql mysql sqlite3 bc python perl ruby php node'
  ).split(' '),
);

/** The bytes of the shell that go into a pipe before anybody has to read them. */
const SMALL = 4096;

/**
 * What has to be true for `pipefail` not to stop a good build, pipe by pipe; each text once. Where one
 * did not hold, `pipefail` would break builds that work today.
 */
export function pipeConditions(dockerfile: Dockerfile, script: ShellScript): Precondition[] {
  if (!script.text.includes('|')) return [];
  const found = pipesOf(dockerfile, script).flatMap((pipe) => {
    if (pipe.isArgument || isGivenUp(pipe)) return [];
    return [writerCondition(pipe), readerCondition(pipe)].filter((found) => found !== null);
  });
  return mergeConditions(found);
}

/** Each text once. */
export function mergeConditions(conditions: readonly Precondition[]): Precondition[] {
  return [...new Map(conditions.map((condition) => [condition.text, condition])).values()];
}

/** `|| true`: a failure of the pipe is forgiven in the same way. */
function isGivenUp({ alternative }: Pipe): boolean {
  return alternative !== null && ['true', ':', 'echo'].includes(alternative.name ?? '');
}

function writerCondition({ writers, isGroup }: Pipe): Precondition | null {
  if (isGroup) {
    if (writers.every(isBuiltinWriter)) return null;
    return { text: 'the commands in front of a pipe succeed in a good build', state: 'unknown' };
  }
  const [command] = writers;
  if (command === undefined || isBuiltinWriter(command)) return null;
  const line = effectiveCommand(command);
  const name = nameOf(line);
  if (name === 'yes')
    return { text: '`yes` is not cut off by what it writes to', state: 'did not hold' };
  const shown = showName(line);
  if (isSearchForOwners(line)) {
    const text = `${shown} knows the package of every file that it is asked for`;
    return { text, state: 'did not hold' };
  }
  if (name !== null && isSure(command, line, name)) {
    return {
      text: `${shown} in front of a pipe fails only where the build should stop`,
      state: 'held',
    };
  }
  return {
    text: `${shown} in front of a pipe succeeds in a good build${hint(name)}`,
    state: 'unknown',
  };
}

/** It fails for each file that no package brought, such as those of the build itself. */
function isSearchForOwners(line: EffectiveCommand): boolean {
  return /^dpkg(?:-query)?$/.test(nameOf(line) ?? '') && hasOption(line, ['-S', '--search']);
}

function hint(name: string | null): string {
  return /^[ef]?grep$/.test(name ?? '') ? ' (it fails where no line matches)' : '';
}

function isBuiltinWriter({ name }: ShellCommand): boolean {
  return BUILTIN_WRITERS.has(name ?? '');
}

function isSure(command: ShellCommand, line: EffectiveCommand, name: string): boolean {
  const isQuiet =
    command.redirects.some(({ descriptor }) => descriptor === 2) && throwsAway(command);
  if (isQuiet || line.through.includes('xargs') || hasOption(line, ANSWERING.get(name) ?? []))
    return false;
  if (isVersionQuestion(line)) return true;
  if (!SURE_WRITERS.has(name)) return false;
  if (/^[gm]?awk$/.test(name)) return !mentions(line, /\bexit\b/);
  // A pattern that matches nothing is a file that is not there.
  return name !== 'cat' || operands(line).every(({ text }) => !/[*?[]/.test(text));
}

/** `2>/dev/null` tells that a failure is expected. */
function throwsAway({ redirects }: ShellCommand): boolean {
  return redirects.some(({ target }) => target?.value === '/dev/null');
}

function isVersionQuestion({ words }: EffectiveCommand): boolean {
  const [, option, ...more] = words;
  return more.length === 0 && /^(?:--?version|-V|--print-architecture)$/.test(option?.text ?? '');
}

function readerCondition(pipe: Pipe): Precondition | null {
  const { reader, writers } = pipe;
  if (reader === null || writers.every((writer) => isSmall(writer, pipe))) return null;
  const line = effectiveCommand(reader);
  const shown = showName(line);
  const written = pipe.isGroup
    ? 'what is written to it'
    : `what ${showName(effectiveCommand(writers[0] ?? reader))} writes`;
  const text = `${shown} reads all of ${written}`;
  if (stopsEarly(line)) return { text, state: 'did not hold' };
  const isLoop = reader.nesting.length > (writers[0]?.nesting.length ?? 0);
  if (isLoop || line.through.includes('xargs')) return null;
  return FULL_READERS.has(nameOf(line) ?? '') ? null : { text, state: 'unknown' };
}

/** What `echo` writes is in the pipe before its reader can have gone. */
function isSmall(writer: ShellCommand, { isGroup }: Pipe): boolean {
  return !isGroup && isBuiltinWriter(writer) && writer.span.end - writer.span.start < SMALL;
}

/** Readers that go before the end, so that the writer is stopped by a broken pipe. */
function stopsEarly(line: EffectiveCommand): boolean {
  const name = nameOf(line) ?? '';
  if (/^(?:head|less|more|true|:|exit)$/.test(name)) return true;
  if (/^(?:[ef]|z|bz|xz)?grep$/.test(name)) {
    return hasOption(line, [
      '-q',
      '--quiet',
      '--silent',
      '-m',
      '--max-count',
      '-l',
      '--files-with-matches',
    ]);
  }
  if (name === 'sed') return mentions(line, /(?:^|[\s'";{}\d$/])q\d*\s*(?:['";}]|$)/);
  if (/^[gm]?awk$/.test(name)) return mentions(line, /\bexit\b/);
  return name === 'dd' && mentions(line, /^count=/);
}

function mentions({ words }: EffectiveCommand, pattern: RegExp): boolean {
  return words.slice(1).some(({ text }) => text.length < SMALL && pattern.test(text));
}

function showName(line: EffectiveCommand): string {
  const name = nameOf(line);
  if (name === null) return 'a command';
  if (!/^[ef]?grep$/.test(name)) return `\`${name}\``;
  return hasOption(line, ['-q']) ? '`grep -q`' : `\`${name}\``;
}

/** False where the shell goes on whatever the status of the pipe is, so that `pipefail` changes nothing. */
export function isStatusUsed(script: ShellScript, { command }: Pipe): boolean {
  const { topLevel, commands } = script;
  const index = commands.indexOf(command);
  const position = topLevel.findIndex(
    (part) => part.commands.start <= index && index < part.commands.end,
  );
  const end = topLevel.findIndex(
    ({ after }, at) => at >= position && after !== '&&' && after !== '||',
  );
  if (position === -1 || end === -1 || end === topLevel.length - 1) return true;
  return errexitAtEnd(script) !== 'off' && end === position;
}

import { readArguments } from '../dockerfile/command-arguments.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import type { Span } from '../dockerfile/span.ts';
import { runCommandsNamed } from './run-commands.ts';
import type { RunCommand } from './run-commands.ts';
import type { Facts } from './rule.ts';
import { isSampleValue, mayBeSecret } from './secret-names.ts';

/** A word of a RUN in which a password or token is written out. */
export interface SecretWord {
  /** The program that gets it. */
  readonly program: string;
  /** Of the word; what it says is never shown. */
  readonly span: Span;
}

/** Options whose value is a password. */
const OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['docker', ['-p', '--password']],
  ['podman', ['-p', '--password']],
  ['buildah', ['-p', '--password']],
  ['skopeo', ['-p', '--password', '--dest-password', '--src-password']],
  ['helm', ['--password']],
  ['oras', ['-p', '--password']],
  ['wget', ['--password', '--http-password', '--ftp-password', '--proxy-password']],
  ['mysql', ['--password']],
  ['mysqladmin', ['--password']],
  ['mysqldump', ['--password']],
  ['mariadb', ['--password']],
  ['sshpass', ['-p']],
  ['svn', ['--password']],
  ['twine', ['-p', '--password']],
  ['az', ['-p', '--password']],
]);

/** Their `-p` has its value in the same word, or asks for it. */
const GLUED = new Set(['mysql', 'mysqladmin', 'mysqldump', 'mariadb']);

/** Programs whose options these are whatever they do. */
const ANY_ACTION = new Set([...GLUED, 'wget', 'svn', 'sshpass']);

/** Programs that send headers, and `user:password`. */
const CLIENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['curl', ['-u', '--user', '-H', '--header', '--proxy-user', '-U', '--oauth2-bearer']],
  ['wget', ['--header']],
]);

const HEADER =
  /^(?:(?:proxy-)?authorization:\s*(?:\w+\s+)?|(?:[\w-]{0,40}[-_])?(?:token|api-?key|secret)\s*:\s*)(.{6,})$/i;

/** What `.npmrc`, `.netrc` and settings of package managers hold, wherever it is written. */
const WRITTEN =
  /(?::|\b)_(?:authToken|password|auth)["']?\s*[=:\s]\s*["']?([^\s"'$<{]{8,200})|\bmachine\s+\S{1,200}\s+login\s+\S{1,200}\s+password\s+([^\s"'$<{\\]{4,200})|\bextraheader\b.{0,40}authorization:\s*\w+\s+([^\s"'$<{]{8,200})/i;

const NAMES = [
  ...new Set([
    ...OPTIONS.keys(),
    ...CLIENTS.keys(),
    'npm',
    'yarn',
    'pnpm',
    'git',
    'echo',
    'printf',
  ]),
];

/** Passwords and tokens that a RUN gives to programs as they are; those with a known form are left to others. */
export function* secretWords(dockerfile: Dockerfile, facts: Facts): Generator<SecretWord> {
  for (const call of runCommandsNamed(dockerfile, facts, NAMES)) {
    const word = optionSecret(call) ?? clientSecret(call) ?? writtenSecret(call);
    if (word !== null) yield { program: call.name, span: word.span };
  }
}

function isSecret(value: string): boolean {
  return value.length >= 4 && mayBeSecret(value) && !isSampleValue(value);
}

function optionSecret({ line, name }: RunCommand): ShellWord | null {
  const options = OPTIONS.get(name);
  if (options === undefined) return null;
  const words = line.words.map(({ value }) => value ?? '');
  const isLogin = words.slice(1).some((word) => /^(?:login|copy|upload)$/.test(word));
  if (!isLogin && !ANY_ACTION.has(name)) return null;
  for (const argument of readArguments(line, GLUED.has(name) ? [] : options)) {
    if (argument.kind !== 'option' || !options.includes(argument.name)) continue;
    if (isStatic(line.words, argument.value) && isSecret(argument.value ?? ''))
      return argument.word;
  }
  if (!GLUED.has(name)) return null;
  return line.words.find(({ value }) => isSecret(/^-p(.+)$/.exec(value ?? '')?.[1] ?? '')) ?? null;
}

/** The value of an option may be a variable, which stands in its text as written. */
function isStatic(words: readonly ShellWord[], value: string | null): boolean {
  return value !== null && !/[$`]/.test(value) && words.length > 1;
}

function clientSecret({ line, name }: RunCommand): ShellWord | null {
  const options = CLIENTS.get(name);
  if (options === undefined) return null;
  for (const [index, word] of line.words.entries()) {
    const previous = line.words[index - 1]?.value ?? '';
    const [, option, glued] = /^(--[\w-]+)=(.*)$/s.exec(word.value ?? '') ?? [];
    const isValue = options.includes(option ?? previous);
    const value = glued ?? word.value ?? '';
    if (isValue && isSecret(credentialIn(option ?? previous, value))) return word;
  }
  return null;
}

function credentialIn(option: string, value: string): string {
  if (option === '-H' || option === '--header') return HEADER.exec(value)?.[1] ?? '';
  if (option === '--oauth2-bearer') return value;
  return /^[^:]{0,100}:(.+)$/.exec(value)?.[1] ?? '';
}

/** In one word, or in a key and the value behind it. */
function writtenSecret({ line }: RunCommand): ShellWord | null {
  for (const [index, word] of line.words.entries()) {
    const next = line.words[index + 1];
    const pair = next === undefined ? word.text : `${word.text} ${next.text}`;
    const match = WRITTEN.exec(pair.slice(0, 2000)) ?? [];
    const value = match[1] ?? match[2] ?? match[3];
    if (value !== undefined && isSecret(value)) return word;
  }
  return null;
}

import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { pipesOf } from './pipes.ts';
import type { Precondition } from './rule.ts';
import type { RunCommand } from './run-commands.ts';

/** Programs to which the page of an error can never be what is wanted. */
const CONSUMERS = new Set(
  (
    'tar bsdtar sh bash ash dash zsh gpg gpg2 apt-key gunzip zcat xz unxz bunzip2 zstd cpio patch ' +
    'python python3 perl php node jq sha256sum sha512sum base64 tee'
  ).split(' '),
);

/** Why an error of the server may be expected here; null where nothing tells of that. */
export function expectedError({ command, line }: RunCommand): string | null {
  const { nesting, after, before } = command;
  const texts = line.words.map(({ value, text }) => value ?? text);
  if (
    texts.some((text) => /(?:^|\/\/)(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?:[:/]|$)/.test(text))
  ) {
    return 'it asks a service of the container itself, which may not answer yet';
  }
  if (
    nesting.includes('if-condition') ||
    nesting.includes('loop-condition') ||
    nesting.includes('negation')
  ) {
    return 'its result is a condition, which would turn out in another way';
  }
  if (after === '||' || before === '||')
    return '`||` stands beside it, and would be reached where it is not today';
  if (texts.some((text) => /^(?:-X|--request|-d|--data.*|-F|--form)$/.test(text))) {
    return 'it sends something, and the answer to that may be an error by design';
  }
  return null;
}

/** Where the answer goes: into a file or a program that can do nothing with the page of an error. */
export function answerCondition(
  dockerfile: Dockerfile,
  { run, command, line }: RunCommand,
): Precondition {
  const texts = line.words.slice(1).map(({ text }) => text);
  const isFile =
    texts.some((text) => /^-[a-zA-Z]*[oO]|^--(?:output|remote-name)/.test(text)) ||
    command.redirects.some(
      ({ operator, descriptor }) => operator.startsWith('>') && descriptor !== 2,
    );
  if (isFile) return { text: 'what curl fetches is kept as a file', state: 'held' };
  const pipe = pipesOf(dockerfile, run.script).find((found) => found.command === command);
  const reader = pipe?.reader ?? null;
  const name = reader === null ? null : nameOf(effectiveCommand(reader));
  if (name === null)
    return { text: 'no error page is expected where curl writes to', state: 'unknown' };
  const text = `\`${name}\` can do nothing with the page of an error`;
  return { text, state: CONSUMERS.has(name) ? 'held' : 'unknown' };
}

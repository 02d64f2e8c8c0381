import { operands } from '../dockerfile/command-line.ts';
import { downloadUrls } from '../dockerfile/download-command.ts';
import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import type { Span } from '../dockerfile/span.ts';
import { leadingWords, replaceInWord } from '../dockerfile/word-edit.ts';
import { certificateStore } from '../findings/certificate-store.ts';
import { copiesOf, flagValue } from '../findings/copies.ts';
import { isProven } from '../findings/download-proof.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Fix, Precondition, Problem, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import type { RunCommand } from '../findings/run-commands.ts';
import { fixIn } from '../findings/runs.ts';
import type { Run } from '../findings/runs.ts';
import { secureAddress, securedAddress, secureQuestions } from '../findings/secure-address.ts';
import type { SecureAddress } from '../findings/secure-address.ts';
import { isPublicHost } from '../findings/web-address.ts';

interface Download {
  /** As the builder or the shell sees it, as far as the file tells. */
  readonly url: string;
  readonly span: Span;
  /** The instruction that sees its variables. */
  readonly instruction: Instruction;
  /** Null for ADD. */
  readonly command: (RunCommand & { readonly word: ShellWord }) | null;
}

const FETCHERS = ['curl', 'wget', 'git'];

const SCHEME = /^["']?((?:http|ftp|git):)\/\//i;

const WITHOUT_STORE =
  'the image has no certificates of authorities here: install `ca-certificates` before this command, and then write https';

/** An address without TLS of a host outside; one whose host is a variable is not known. */
function isClearText(url: string): boolean {
  const host =
    /^(?:http|ftp|git):\/\/(?:[^/@\s]{0,100}@)?(\[[^\]\s]{1,60}\]|[^/:?#\s]{1,253})/i.exec(
      url,
    )?.[1];
  return host !== undefined && !host.includes('$') && isPublicHost(host);
}

function* additions(dockerfile: Dockerfile): Generator<Download> {
  for (const { instruction, sources } of copiesOf(dockerfile)) {
    if (instruction.keyword !== 'ADD' || flagValue(instruction, 'checksum') !== null) continue;
    for (const { path, span } of sources) yield { url: path, span, instruction, command: null };
  }
}

function* commandDownloads(dockerfile: Dockerfile, facts: Facts): Generator<Download> {
  const proofs = new Map<Run, boolean>();
  for (const found of runCommandsNamed(dockerfile, facts, FETCHERS)) {
    const { run } = found;
    for (const word of fetched(found)) {
      const isKnown = proofs.get(run) ?? isProven(run.script);
      proofs.set(run, isKnown);
      const url = word.value ?? word.text.replace(/^["']|["']$/g, '');
      const { span } = word;
      if (!isKnown) yield { url, span, instruction: run.run, command: { ...found, word } };
    }
  }
}

function fetched({ name, line }: RunCommand): readonly ShellWord[] {
  const isClone = name === 'git' && line.words.some(({ value }) => value === 'clone');
  return isClone ? [...operands(line)] : downloadUrls(name, line);
}

function* clearDownloads(dockerfile: Dockerfile, facts: Facts): Generator<Download> {
  for (const found of inFileOrder(additions(dockerfile), commandDownloads(dockerfile, facts))) {
    if (isClearText(found.url)) yield found;
  }
}

/** With the values that variables have when no build gives another; null where one has none. */
function addressOf(dockerfile: Dockerfile, { url, instruction }: Download): string | null {
  if (!url.includes('$')) return url;
  const { lookup } = scopeAt(dockerfile, instruction);
  const { value, unresolved, error } = expandWord(url, lookup, dockerfile.escape);
  return error === null && unresolved.length === 0 && !/[$`]/.test(value) ? value : null;
}

/** Preconditions of the fix, or why there is none. */
function outlook(dockerfile: Dockerfile, facts: Facts, found: Download): SecureAddress {
  const address = addressOf(dockerfile, found);
  const secure = address === null ? null : securedAddress(address);
  if (address === null || secure === null) {
    const host = /:\/\/(?:[^/@]{0,100}@)?([^/:?#]+)/.exec(found.url)?.[1] ?? 'the host';
    return {
      left: `the whole address is not to be seen in the file: try whether ${host} serves it over https, and write https where it does`,
    };
  }
  const known = secureAddress(address, secure, facts);
  if (known.left !== undefined || found.command === null) return known;
  const { run, command } = found.command;
  const store = certificateStore(dockerfile, facts, run, command.span.start);
  if (store.state === 'did not hold') return { left: WITHOUT_STORE };
  return { preconditions: [...known.preconditions, store] };
}

function problemOf(dockerfile: Dockerfile, facts: Facts, found: Download): Problem {
  const { span } = found;
  const message = 'This download can be read and changed on its way.';
  const known = outlook(dockerfile, facts, found);
  if (known.left !== undefined) return { span, message, fix: null, left: known.left };
  const fix = schemeFix(dockerfile, found, known.preconditions);
  if (fix !== null) return { span, message, fix };
  const left = 'the scheme of the address does not stand here: write https where it does';
  return { span, message, fix: null, left };
}

function schemeFix(
  dockerfile: Dockerfile,
  { span, command }: Download,
  preconditions: readonly Precondition[],
): Fix | null {
  const written = dockerfile.text.slice(span.start, span.end);
  const match = SCHEME.exec(written);
  const scheme = match?.[1];
  if (match === null || scheme === undefined) return null;
  const start = match[0].indexOf(scheme);
  const fix = {
    title: 'Download over https',
    review: 'the host answered over https when it was asked; the file comes from the same place',
    preconditions,
  };
  if (command === null) {
    const place = { start: span.start + start, end: span.start + start + scheme.length };
    return { ...fix, edits: [{ span: place, text: 'https:' }] };
  }
  const { run, line, word } = command;
  const range = [start, start + scheme.length] as const;
  const edit = replaceInWord(dockerfile, run.script, word, range, 'https:');
  if (edit === null) return null;
  const by = word.text.replace(scheme, 'https:');
  const called = leadingWords(command.command, line.words[0] ?? null);
  const change = { kind: 'replace-argument', command: called, argument: word.text, by } as const;
  return fixIn(run, { ...fix, edits: [edit], commands: [change] });
}

export default {
  id: 'clear-text-download',
  summary: 'A file is downloaded without encryption and without a check',
  rationale:
    'Over plain HTTP whoever sits between the build and the server can put another file in place of ' +
    'the one that was asked for, and it ends up in the image. Downloads that the same RUN checks ' +
    'against a checksum or a signature, hosts of private networks, and package sources, which have ' +
    'signatures, are not meant. The fix writes https where the host was asked and serves it.',
  severity: 'medium',
  safety: 'review',
  effects: [],
  about: ['ADD', ...FETCHERS],
  aliases: { sonar: ['S5332'] },
  references: ['https://rules.sonarsource.com/docker/RSPEC-5332/'],
  examples: [
    {
      name: 'an archive comes over http',
      before: 'FROM alpine:3.22\nRUN wget http://example.com/app.tar.gz\n',
      after: 'FROM alpine:3.22\nRUN wget https://example.com/app.tar.gz\n',
      downloads: {
        'https://example.com/app.tar.gz': {
          ok: true,
          address: 'https://example.com/app.tar.gz',
          sha256: null,
          text: null,
        },
      },
    },
    {
      name: 'ADD fetches over http',
      before: 'FROM debian:12\nADD http://example.com/app.tar.gz /opt/\n',
      after: null,
    },
  ],
  *asks(dockerfile, facts) {
    for (const found of clearDownloads(dockerfile, facts)) {
      const address = addressOf(dockerfile, found);
      if (address !== null) yield* secureQuestions(address, facts);
    }
  },
  *check(dockerfile, facts) {
    for (const found of clearDownloads(dockerfile, facts)) {
      yield problemOf(dockerfile, facts, found);
    }
  },
} satisfies Rule;

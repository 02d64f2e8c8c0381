import { downloadUrls } from '../dockerfile/download-command.ts';
import { operands } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Span } from '../dockerfile/span.ts';
import { copiesOf, flagValue } from '../findings/copies.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import type { RunCommand } from '../findings/run-commands.ts';
import type { Run } from '../findings/runs.ts';

const LEFT =
  'whether the host serves the same over https has to be tried; write https where it does, and where it does not check the file against a checksum or a signature';

interface Download {
  readonly url: string;
  readonly span: Span;
}

const FETCHERS = ['curl', 'wget', 'git'];

/** Networks and names that lead nowhere outside: what stands there is not attacked on its way. */
const PRIVATE_HOST =
  /^(?:localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|\[)|\.(?:local|localhost|internal|lan|svc|test)$/i;

/** Commands that prove a download; those with an option only when it is given. */
const PROOFS = new Set([
  'sha256sum',
  'sha512sum',
  'sha384sum',
  'sha1sum',
  'shasum',
  'gpgv',
  'minisign',
  'cosign',
]);

/** An address without TLS of a host outside; one whose host is a variable is not known. */
function isClearText(url: string): boolean {
  const host = /^(?:http|ftp):\/\/(?:[^/@\s]{0,100}@)?(\[?[^/:?#\s]{1,253})/i.exec(url)?.[1];
  return host !== undefined && host.includes('.') && !/[$]/.test(host) && !PRIVATE_HOST.test(host);
}

function* additions(dockerfile: Dockerfile): Generator<Download> {
  for (const { instruction, sources } of copiesOf(dockerfile)) {
    if (instruction.keyword !== 'ADD' || flagValue(instruction, 'checksum') !== null) continue;
    for (const { path, span } of sources) yield { url: path, span };
  }
}

function* commandDownloads(dockerfile: Dockerfile, facts: Facts): Generator<Download> {
  const proofs = new Map<Run, boolean>();
  for (const found of runCommandsNamed(dockerfile, facts, FETCHERS)) {
    for (const { value, text, span } of fetched(found)) {
      const isKnown = proofs.get(found.run) ?? isProven(found.run);
      proofs.set(found.run, isKnown);
      if (!isKnown) yield { url: value ?? text.replace(/^["']/, ''), span };
    }
  }
}

function fetched({ name, line }: RunCommand): ReturnType<typeof downloadUrls> {
  const isClone = name === 'git' && line.words.some(({ value }) => value === 'clone');
  return isClone ? [...operands(line)] : downloadUrls(name, line);
}

/** The same RUN checks what it fetched. */
function isProven({ script }: Run): boolean {
  return script.commands.some(({ name, words }) => {
    if (name === 'gpg') return words.some(({ value }) => value === '--verify');
    return name !== null && PROOFS.has(name);
  });
}

export default {
  id: 'clear-text-download',
  summary: 'A file is downloaded without encryption and without a check',
  rationale:
    'Over plain HTTP whoever sits between the build and the server can put another file in place of ' +
    'the one that was asked for, and it ends up in the image. Downloads that the same RUN checks ' +
    'against a checksum or a signature, and hosts of private networks, are not meant.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['ADD', ...FETCHERS],
  aliases: { sonar: ['S5332'] },
  references: ['https://rules.sonarsource.com/docker/RSPEC-5332/'],
  examples: [
    {
      name: 'an archive comes over http',
      before: 'FROM debian:12\nRUN wget http://example.com/app.tar.gz\n',
      after: null,
    },
    {
      name: 'ADD fetches over http',
      before: 'FROM debian:12\nADD http://example.com/app.tar.gz /opt/\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const found = inFileOrder(additions(dockerfile), commandDownloads(dockerfile, facts));
    for (const { url, span } of found) {
      if (!isClearText(url)) continue;
      const message = 'This download can be read and changed on its way.';
      yield { span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;

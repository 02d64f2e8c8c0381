import { expandWord } from '../dockerfile/expand.ts';
import { insertCommand } from '../dockerfile/insert-command.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import type { ShellCommand } from '../dockerfile/shell-script.ts';
import { checksumChanges, checksumCommand } from '../findings/checksum-command.ts';
import { checksumOf, releaseTarget, temporaryFile } from '../findings/download-advice.ts';
import { digestQuestions } from '../findings/download-digest.ts';
import { isProven } from '../findings/download-proof.ts';
import type { Facts, Fix, Problem, Rule } from '../findings/rule.ts';
import { runDownloads } from '../findings/run-downloads.ts';
import type { RunDownload } from '../findings/run-downloads.ts';
import { fixIn } from '../findings/runs.ts';
import { unpipe } from '../findings/unpiped-download.ts';
import { movingReason, readWebAddress } from '../findings/web-address.ts';

/** Commands that unpack, install or prepare to run what they are given. */
const USERS = new Set(
  (
    'tar bsdtar unzip gunzip gzip bunzip2 xz unxz zstd 7z dpkg rpm apt-get apt yum dnf apk pip pip3 ' +
    'chmod install mv sh bash python python3 java'
  ).split(' '),
);
const UNPACKERS = new Set('tar bsdtar gunzip gzip bunzip2 xz unxz zstd cpio'.split(' '));

/** What only the shell knows. */
const UNKNOWN = /\$\([^()]{0,200}\)|\$\{[^{}]{0,200}\}|\$\w+|`[^`]{0,200}`/g;

const PROGRAM_FOLDER = /^(?:\/usr(?:\/local)?)?\/s?bin\//;

interface Unverified {
  readonly download: RunDownload;
  /** The file that it becomes; for what goes through a pipe, the one that it would become. */
  readonly file: string;
}

function* unverified(dockerfile: Dockerfile, facts: Facts): Generator<Unverified> {
  for (const download of runDownloads(dockerfile, facts)) {
    const { target, reader, run } = download;
    const file = typeof target === 'object' ? target.file : temporaryFile(download);
    const isUsed =
      reader === null
        ? typeof target === 'object' && isRunOrUnpacked(download, file)
        : UNPACKERS.has(reader.name ?? '');
    if (!isUsed || !isRelease(dockerfile, download) || isProven(run.script)) continue;
    yield { download, file };
  }
}

/** With the values that variables have without a build that gives others; a version may be one of these. */
function isRelease(dockerfile: Dockerfile, { written, run }: RunDownload): boolean {
  if (/\$\{?\w*VER(?:SION)?\b/i.test(written)) return /^https?:/i.test(written);
  const { text } = scopeAt(dockerfile, run.run);
  const { value } = expandWord(written, text, dockerfile.escape);
  const address = readWebAddress(value.replace(UNKNOWN, 'x'));
  return address !== null && movingReason(address) === null;
}

/** By a later command of the same RUN, or because it comes to lie where programs are. */
function isRunOrUnpacked({ run, command }: RunDownload, file: string): boolean {
  if (PROGRAM_FOLDER.test(file)) return true;
  const { commands } = run.script;
  const name = file.slice(file.lastIndexOf('/') + 1);
  return commands.slice(commands.indexOf(command) + 1).some((later) => isUse(later, name));
}

function isUse({ name, words }: ShellCommand, file: string): boolean {
  const own = name?.slice(name.lastIndexOf('/') + 1) ?? '';
  if (own === file) return true;
  if (!USERS.has(own)) return false;
  return words.some(({ text }) => {
    const path = text.replace(/["']/g, '');
    return path === file || path.endsWith(`/${file}`);
  });
}

function problemOf(dockerfile: Dockerfile, facts: Facts, { download, file }: Unverified): Problem {
  const { span } = download.word;
  const message = 'What is downloaded here goes into the image, and nothing checks what arrived.';
  const leave = (left: string): Problem => ({ span, message, fix: null, left });
  const target = releaseTarget(download, file);
  if (target.left !== undefined) return leave(target.left);
  const checksum = checksumOf(download, target.address, facts, file);
  if (checksum.left !== undefined) return leave(checksum.left);
  const { sha256, preconditions } = checksum;
  const change = rewritten(dockerfile, download, sha256, file);
  if ('left' in change) {
    return leave(`${change.left}; its SHA-256 is ${sha256}: check it before it is used`);
  }
  const fix: Fix = {
    ...change,
    title: 'Check the download against its SHA-256',
    review:
      'the checksum has to be changed together with the version; the build fails when another file arrives',
    preconditions,
  };
  return { span, message, fix: fixIn(download.run, fix) };
}

function rewritten(
  dockerfile: Dockerfile,
  download: RunDownload,
  sha256: string,
  file: string,
): Pick<Fix, 'edits' | 'commands'> | { readonly left: string } {
  const { run, command, reader } = download;
  if (reader !== null) {
    const found = unpipe(dockerfile, download, { sha256, file });
    const left = 'it goes through a pipe, where nothing can check it: download it to a file';
    return found ?? { left };
  }
  const added = checksumCommand(sha256, file);
  const inserted = insertCommand(dockerfile, run.run, run.script, command, added);
  if (inserted.left !== undefined) return { left: inserted.left };
  return { edits: [inserted.edit], commands: checksumChanges(sha256, file) };
}

const SHA256 = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';
const ADDRESS = 'https://example.com/v1.2/tool-1.2.tgz';

export default {
  id: 'unverified-download',
  summary: 'A release is downloaded and used without a check',
  rationale:
    'Whoever can change the file on its server, or the server itself, decides what runs in the image: no ' +
    'later build would notice. A checksum in the Dockerfile holds the build to the file that was looked ' +
    'at. The fix takes the one that the project publishes where it is that of the file that is served; ' +
    'without it the checksum of one download, which is for a person to confirm. RUNs that check a checksum ' +
    'or a signature are not meant, nor are addresses without a version.',
  severity: 'low',
  safety: 'review',
  effects: [],
  about: ['curl', 'wget'],
  aliases: {},
  references: [
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    'https://slsa.dev/spec/v1.0/verifying-artifacts',
  ],
  examples: [
    {
      name: 'an archive is unpacked unseen',
      before: `FROM alpine:3.22\nRUN wget ${ADDRESS} && tar -xzf tool-1.2.tgz\n`,
      after: `FROM alpine:3.22\nRUN wget ${ADDRESS} \\\n    && echo "${SHA256}  tool-1.2.tgz" | sha256sum -c - && tar -xzf tool-1.2.tgz\n`,
      downloads: {
        [ADDRESS]: { ok: true, address: ADDRESS, sha256: SHA256, text: null },
        'https://example.com/v1.2/SHA256SUMS': {
          ok: true,
          address: 'https://example.com/v1.2/SHA256SUMS',
          sha256: null,
          text: `${SHA256}  tool-1.2.tgz\n`,
        },
      },
    },
    {
      name: 'a build argument decides which version it is',
      before:
        'FROM alpine:3.22\nARG TOOL_VERSION=1.2\nRUN wget https://example.com/tool-$TOOL_VERSION.tgz -O tool.tgz && tar -xzf tool.tgz\n',
      after: null,
    },
  ],
  *asks(dockerfile, facts) {
    for (const { download, file } of unverified(dockerfile, facts)) {
      const target = releaseTarget(download, file);
      if (target.left === undefined) yield* digestQuestions(target.address, facts);
    }
  },
  *check(dockerfile, facts) {
    for (const found of unverified(dockerfile, facts)) yield problemOf(dockerfile, facts, found);
  },
} satisfies Rule;

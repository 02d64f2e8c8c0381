import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { isShellName } from '../dockerfile/shell-kind.ts';
import { checksumOf, releaseTarget, temporaryFile } from '../findings/download-advice.ts';
import { digestQuestions } from '../findings/download-digest.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { runDownloads } from '../findings/run-downloads.ts';
import type { RunDownload } from '../findings/run-downloads.ts';
import { fixIn, runsOf } from '../findings/runs.ts';
import { unpipe } from '../findings/unpiped-download.ts';
import { readWebAddress } from '../findings/web-address.ts';

const INTERPRETERS = new Set(['python', 'python3', 'perl', 'ruby', 'node', 'php']);

/** `sh -c "$(curl …)"`, `bash <(curl …)`. */
const SUBSTITUTED = /(?:\$\(|<\(|`)\s?(?:curl|wget)\s/;

function isInterpreter(name: string | null): boolean {
  return name !== null && (isShellName(name) || INTERPRETERS.has(name));
}

function* piped(dockerfile: Dockerfile, facts: Facts): Generator<RunDownload> {
  for (const download of runDownloads(dockerfile, facts)) {
    const { reader } = download;
    if (reader === null) continue;
    if (isInterpreter(nameOf(effectiveCommand(reader)))) yield download;
  }
}

/** Nothing can be put in between there. */
function* substituted(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { script } of runsOf(dockerfile, facts)) {
    for (const command of script.commands) {
      const line = effectiveCommand(command);
      const word = line.words.find(({ text }) => SUBSTITUTED.test(text));
      if (word === undefined || !isInterpreter(nameOf(line))) continue;
      const address = /https?:\/\/[^\s"'`$)]+/.exec(word.text)?.[0] ?? 'the address';
      yield {
        span: word.span,
        message: messageFor(nameOf(line) ?? 'a shell'),
        fix: null,
        left: `download ${address} to a file first, from a release or a commit, check it with \`sha256sum -c\`, and then run the file`,
      };
    }
  }
}

function messageFor(name: string): string {
  return `\`${name}\` runs whatever the server sends, and nothing checks it or can tell later what it was.`;
}

function problemOf(dockerfile: Dockerfile, facts: Facts, download: RunDownload): Problem {
  const { word, reader } = download;
  const { span } = word;
  const name = reader === null ? null : nameOf(effectiveCommand(reader));
  const message = messageFor(name ?? 'a shell');
  const leave = (left: string): Problem => ({ span, message, fix: null, left });
  const file = temporaryFile(download);
  const steps = stepsFor(download, name ?? 'sh', file);
  const target = releaseTarget(download, file);
  if (target.left !== undefined) return leave(`${target.left}; ${steps}`);
  const checksum = checksumOf(download, target.address, facts, file);
  if (checksum.left !== undefined) return leave(checksum.left);
  const { sha256, preconditions } = checksum;
  const change = unpipe(dockerfile, download, { sha256, file });
  if (change === null) return leave(`its SHA-256 is ${sha256}: ${steps}`);
  const fix = {
    ...change,
    title: 'Check the script before it is run',
    review:
      'the checksum has to be changed together with the version; what the script itself downloads is not checked by this',
    preconditions,
  };
  return { span, message, fix: fixIn(download.run, fix) };
}

/** The words for this file; a branch of a repository is to become a commit. */
function stepsFor({ address, written }: RunDownload, shell: string, file: string): string {
  const found = readWebAddress(address.text ?? '');
  const isRaw = found !== null && /^(?:raw|gist)\.githubusercontent\.com$/.test(found.host);
  const place = isRaw ? ' from a commit in place of the branch' : '';
  return `download ${written.slice(0, 200)}${place} to \`${file}\`, check it with \`echo "<SHA-256>  ${file}" | sha256sum -c -\`, and then run \`${shell} ${file}\``;
}

const SHA256 = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';
const ADDRESS = 'https://example.com/v1.2/install.sh';

export default {
  id: 'piped-installer',
  summary: 'A script is run as it is downloaded',
  rationale:
    'Whoever can change the script on its server decides what runs as root while the image is built, for ' +
    'this build alone if they like, and a download that breaks off leaves half of it done. The fix puts a ' +
    'script of a release into a file and checks its SHA-256 before it is run; a script without a version ' +
    'in its address is left, because it is another one with each release.',
  severity: 'low',
  safety: 'review',
  effects: [],
  about: ['curl', 'wget'],
  aliases: {},
  references: ['https://docs.docker.com/build/building/best-practices/#run'],
  examples: [
    {
      name: 'a script of a release is run unseen',
      before: `FROM alpine:3.22\nRUN curl -fsSL ${ADDRESS} | sh\n`,
      after: `FROM alpine:3.22\nRUN curl -fsSL ${ADDRESS} -o /tmp/install.sh \\\n    && echo "${SHA256}  /tmp/install.sh" | sha256sum -c - \\\n    && sh /tmp/install.sh \\\n    && rm /tmp/install.sh\n`,
      downloads: { [ADDRESS]: { ok: true, address: ADDRESS, sha256: SHA256, text: null } },
    },
    {
      name: 'a script that changes with each release is run',
      before: 'FROM alpine:3.22\nRUN curl -fsSL https://example.com/install.sh | sh\n',
      after: null,
    },
  ],
  *asks(dockerfile, facts) {
    for (const download of piped(dockerfile, facts)) {
      const target = releaseTarget(download, temporaryFile(download));
      if (target.left === undefined) yield* digestQuestions(target.address, facts);
    }
  },
  *check(dockerfile, facts) {
    const pipes = [...piped(dockerfile, facts)].map((one) => problemOf(dockerfile, facts, one));
    yield* inFileOrder(pipes, substituted(dockerfile, facts));
  },
} satisfies Rule;

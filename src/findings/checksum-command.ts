import type { DownloadDigest } from './download-digest.ts';
import type { CommandChange, Facts, Precondition } from './rule.ts';
import type { RunDownload } from './run-downloads.ts';

/** Distributions whose images have `sha256sum`: of coreutils or of busybox. */
const WITH_TOOL = new Set(
  'alpine debian ubuntu fedora rhel suse amazon arch wolfi busybox'.split(' '),
);

/** A command that fails unless the file has this SHA-256. */
export function checksumCommand(sha256: string, file: string): string {
  return `echo "${sha256}  ${file}" | sha256sum -c -`;
}

/** Its two commands, as the gate wants them declared. */
export function checksumChanges(sha256: string, file: string): CommandChange[] {
  return [
    { kind: 'append', command: `echo "${sha256}  ${file}"` },
    { kind: 'append', command: 'sha256sum -c -' },
  ];
}

/** What has to hold for a checksum in a RUN: the project's own word for it counts, one download does not. */
export function checksumConditions(
  { run }: RunDownload,
  facts: Facts,
  { preconditions, evidence }: Extract<DownloadDigest, { readonly sha256: string }>,
): Precondition[] {
  const isKnown = WITH_TOOL.has(facts.base(run.stage).distribution);
  const text = 'the image has `sha256sum`';
  return [...preconditions, ...evidence, { text, state: isKnown ? 'held' : 'unknown' }];
}

/** What a person should do about a file whose address a variable decides. */
export function variableAdvice(variable: string, file: string): string {
  if (/arch|uname|platform/i.test(variable)) {
    return `each architecture has a file of its own: keep one checksum for each, choose it as \`${short(variable)}\` is chosen, and check it with \`echo "$SHA256  ${file}" | sha256sum -c -\` behind the download`;
  }
  const name = /^\w+$/.test(variable) ? variable : null;
  const holder =
    name === null ? 'FILE_SHA256' : `${name.replace(/_?(?:VERSION|VER|REPO|URL)$/i, '')}_SHA256`;
  const what = name === null ? 'a variable decides' : `\`${name}\` decides`;
  return `${what} which file it is: keep its checksum in \`ARG ${holder}\` beside it, change both together, and check it with \`echo "$${holder}  ${file}" | sha256sum -c -\` behind the download`;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Offer } from '../github/contribute/make-offer.ts';
import { formatDiff } from './format-diff.ts';
import { NO_COLORS } from './terminal.ts';

/** Writes `contribution.patch`, which `git am` takes, and `contribution.md`, the report for people, into a folder. */
export function writePatch(folder: string, offer: Offer, now: Date): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'contribution.patch'), printPatch(offer, now));
  writeFileSync(
    join(folder, 'contribution.md'),
    `# ${offer.proposal.title}\n\n${offer.proposal.body}`,
  );
}

/** A message of git-format-patch: headers, the message without its first line, the diff. */
function printPatch({ proposal, commitMessage, signature }: Offer, now: Date): string {
  const [subject = '', ...rest] = commitMessage.trimEnd().split('\n');
  const diffs = proposal.files.map((file) => formatDiff(file, NO_COLORS, 'program')).join('');
  return [
    // The date that format-patch puts into all of its messages, so that mail readers know them.
    `From ${'0'.repeat(40)} Mon Sep 17 00:00:00 2001`,
    `From: ${signature}`,
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    `Subject: [PATCH] ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    ...rest,
    '---',
    '',
    `${diffs}-- `,
    'seaworthy',
    '',
  ].join('\n');
}

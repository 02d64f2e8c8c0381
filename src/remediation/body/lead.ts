import { countVulnerabilities } from '../../findings/describe-vulnerability.ts';
import type { ProposalKey, ProposedFix } from '../proposal.ts';
import type { ScannedRow } from '../scanned-row.ts';
import { areMoves, moveLine, movesOf } from './image-changes.ts';
import { code } from './markdown.ts';
import { NOT_BUILT } from './proof.ts';

/** What it is, in a sentence or two, and what is known of it before anything was built. */
export function leadPart(
  key: ProposalKey,
  fixes: readonly ProposedFix[],
  scanned: readonly ScannedRow[],
): string {
  const paths = [...new Set(fixes.map((fix) => fix.path))];
  const where = paths.length === 1 ? code(paths[0] ?? '') : `${paths.length} Dockerfiles`;
  return `${LEADS[key.kind](fixes, where)}${gain(scanned)} ${NOT_BUILT}`;
}

type Lead = (fixes: readonly ProposedFix[], where: string) => string;

const LEADS: Readonly<Record<ProposalKey['kind'], Lead>> = {
  hardening: ({ length }, where) =>
    length === 1
      ? `**One safe fix in ${where}.** It leaves the behaviour of the built image as it is.`
      : `**${length} safe fixes in ${where}.** They leave the behaviour of the built images as it is.`,
  review: ({ length }, where) =>
    length === 1
      ? `**One fix for you to look at, in ${where}.** It is right as far as the repository tells.`
      : `**${length} fixes for you to look at, in ${where}.** They are right as far as the repository tells.`,
  campaign: (fixes, where) => {
    if (areMoves(fixes)) return LEADS.upgrade(fixes, where);
    const isSafe = fixes.every(({ safety }) => safety === 'safe');
    return LEADS[isSafe ? 'hardening' : 'review'](fixes, where);
  },
  upgrade: (fixes, where) => {
    const moves = movesOf(fixes);
    const [only] = moves;
    return only !== undefined && moves.length === 1
      ? moveLine(only, where)
      : `**${moves.length} images move together in ${where}.** What each brings is below.`;
  },
  digests: (fixes, where) => {
    const { length } = movesOf(fixes);
    const digests = length === 1 ? 'One digest' : `${length} digests`;
    return `**${digests} in ${where}.** The tags stay: a digest beside a tag says which build of it is meant.`;
  },
};

/** What it does about what scanners found. */
function gain(scanned: readonly ScannedRow[]): string {
  const fixed = scanned.filter(({ state }) => state === 'fixed');
  if (fixed.length === 0) return '';
  const count = countVulnerabilities(fixed.map(({ finding }) => finding.traced.vulnerability));
  return ` It fixes ${count} of the ${scanned.length} that scanners found.`;
}

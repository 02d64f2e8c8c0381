import { imageSubjects } from '../image-proposals.ts';
import type { Proposal, ProposalKey } from '../proposal.ts';
import { branchOf, WHOLE } from '../propose.ts';
import type { Planning } from '../rule-proposals.ts';

/** Branches of all other proposals that may hold fixes of a campaign's one, or may have held them. */
export function branchesBeside(
  { fixes }: Proposal,
  { config, images }: Pick<Planning, 'config' | 'images'>,
): readonly string[] {
  const name = (kind: ProposalKey['kind'], subject: string) =>
    branchOf({ kind, subject }, config.pullRequests.branchPrefix);
  const rules = new Set(
    fixes.flatMap(({ rule, cures }) => [rule, ...cures.map((one) => one.rule)]),
  );
  const moves = fixes.some(({ fix }) => (fix.moves ?? []).length > 0);
  return [
    name('hardening', WHOLE),
    ...[...rules].map((rule) => name('review', rule)),
    ...(moves ? [name('digests', WHOLE)] : []),
    ...(moves ? imageSubjects({ images }).map((subject) => name('upgrade', subject)) : []),
  ];
}

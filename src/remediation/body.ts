import type { Rule } from '../findings/rule.ts';
import { campaignPart } from './body/campaign.ts';
import { changeParts } from './body/changes.ts';
import { LONGEST_BODY } from './body/cut-body.ts';
import { leadPart } from './body/lead.ts';
import { leftAlonePart } from './body/left-alone.ts';
import { areMoves } from './body/image-changes.ts';
import { lookAtPart } from './body/look-at.ts';
import { proofPart } from './body/proof.ts';
import { replyPart } from './body/replies.ts';
import { vulnerabilityParts } from './body/vulnerabilities.ts';
import type { Campaign } from './campaign/campaign.ts';
import { keyBlockOf, printKeyBlock } from './key-block.ts';
import type { LeftImages } from './left-images.ts';
import type { LeftFinding, ProposalKey, ProposedFix } from './proposal.ts';
import type { Listener } from './listener.ts';
import type { ScannedRow } from './scanned-row.ts';

export interface BodyContent {
  readonly key: ProposalKey;
  readonly fixes: readonly ProposedFix[];
  readonly left: readonly LeftFinding[];
  /** Images that other bots move; none without it. */
  readonly leftToBots?: readonly LeftImages[];
  /** The campaign that it is made for; none without it. */
  readonly campaign?: Campaign | null;
  readonly rules: readonly Rule[];
  /** What the change does about what scanners found. */
  readonly scanned: readonly ScannedRow[];
  readonly listener: Listener;
}

/** The text of a pull request, in Markdown; parts that do not fit are left out whole, and that is said. */
export function writeBody(content: BodyContent): string {
  const { key, fixes, left, rules, scanned, listener, campaign = null, leftToBots = [] } = content;
  const ids = [...new Set(fixes.map((fix) => fix.rule))];
  const block = printKeyBlock(keyBlockOf({ key, fixes }));
  const head = [leadPart(key, fixes, scanned), lookAtPart(fixes), campaignPart(campaign)];
  const changes = [
    ...vulnerabilityParts(scanned),
    ...changeParts(fixes, rules, isMoveSaid(key, fixes)),
  ];
  const tail = [proofPart(fixes), replyPart(key.kind, ids, listener, campaign), block];
  const fixed = [...head, ...tail].reduce((sum, part) => sum + part.length + GAP.length, 0);
  const fitting = fitParts(changes, LONGEST_BODY - fixed - GAP.length);
  const [proof = '', ...rest] = tail;
  const room = LONGEST_BODY - fixed - fitting.join(GAP).length - 2 * GAP.length;
  const untouched = leftAlonePart(left, leftToBots);
  const parts = [...head, ...fitting, proof, untouched.length < room ? untouched : '', ...rest];
  return `${parts.filter((part) => part !== '').join(GAP)}\n`;
}

/** In the first line, where images move from the same to the same. */
function isMoveSaid({ kind }: ProposalKey, fixes: readonly ProposedFix[]): boolean {
  return kind === 'upgrade' || (kind === 'campaign' && areMoves(fixes));
}

const GAP = '\n\n';

const MORE = 'More does not fit here: see the diff.';

/** The first parts that fit, and a word where others do not. */
function fitParts(parts: readonly string[], room: number): readonly string[] {
  let free = room - MORE.length - GAP.length;
  const fitting: string[] = [];
  for (const part of parts) {
    free -= part.length + GAP.length;
    if (free < 0) return [...fitting, MORE];
    fitting.push(part);
  }
  return fitting;
}

import { fixLines } from '../remediation/fix-lines.ts';
import { keyBlockOf, printKeyBlock } from '../remediation/key-block.ts';
import type { Proposal } from '../remediation/proposal.ts';
import { printPlaceMark } from './place-mark.ts';
import type { CommitPlace } from './place-mark.ts';

/** The commit of a proposal: title, one line a fix, whose it is and where it stands, and a sign-off where the house wants one. */
export function commitMessage(
  proposal: Proposal,
  title: string,
  signature: string | null,
  place: CommitPlace | null,
): string {
  const marks = place === null ? [] : [printPlaceMark(place)];
  const block = [printKeyBlock(keyBlockOf(proposal)), ...marks].join('\n');
  const signOff = signature === null ? [] : [`Signed-off-by: ${signature}`];
  return `${[title, fixLines(proposal), block, ...signOff].join('\n\n')}\n`;
}

import { fixLines } from '../remediation/fix-lines.ts';
import { keyBlockOf, printKeyBlock } from '../remediation/key-block.ts';
import type { Proposal } from '../remediation/proposal.ts';

/** The commit of a proposal: title, one line a fix, whose it is, and a sign-off where the house wants one. */
export function commitMessage(proposal: Proposal, title: string, signature: string | null): string {
  const block = printKeyBlock(keyBlockOf(proposal));
  const signOff = signature === null ? [] : [`Signed-off-by: ${signature}`];
  return `${[title, fixLines(proposal), block, ...signOff].join('\n\n')}\n`;
}

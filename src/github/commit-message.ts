import { keyBlockOf, printKeyBlock } from '../remediation/key-block.ts';
import type { Proposal } from '../remediation/proposal.ts';

/** The commit of a proposal: title, one line a fix, whose it is, and a sign-off where the house wants one. */
export function commitMessage(proposal: Proposal, title: string, signature: string | null): string {
  const lines = proposal.fixes.map(
    (fix) => `- ${fix.path}:${fix.line}: ${fix.title} (${fix.rule})`,
  );
  const block = printKeyBlock(keyBlockOf(proposal));
  const signOff = signature === null ? [] : [`Signed-off-by: ${signature}`];
  return `${[title, lines.join('\n'), block, ...signOff].join('\n\n')}\n`;
}

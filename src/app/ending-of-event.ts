import type { KeyBlock } from '../remediation/key-block.ts';
import { parseKeyBlock } from '../remediation/key-block.ts';
import { pullRequestSchema } from './event-payload.ts';

/** How one of our pull requests ended, and what it was about. */
export interface EndedProposal {
  readonly block: KeyBlock;
  readonly ending: 'merged' | 'closed';
}

/** Null where the event tells of no end, or of one that people had no part in. */
export function endingOfEvent(event: string, payload: unknown): EndedProposal | null {
  if (event !== 'pull_request') return null;
  const { action, pull_request, sender } = pullRequestSchema.parse(payload);
  const { body, user, merged } = pull_request;
  if (action !== 'closed' || user?.type !== 'Bot') return null;
  const block = parseKeyBlock(body ?? '');
  // What a bot closes is what we take back ourselves; what it merges, somebody told it to.
  const isAnswer = merged || sender?.type !== 'Bot';
  return block === null || !isAnswer ? null : { block, ending: merged ? 'merged' : 'closed' };
}

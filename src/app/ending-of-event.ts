import type { KeyBlock } from '../remediation/key-block.ts';
import { parseKeyBlock } from '../remediation/key-block.ts';
import { pullRequestSchema } from './event-payload.ts';

/** How one of our pull requests ended, and what it was about. */
export interface EndedProposal {
  /** The same for each delivery of it, and another when it ends once more. */
  readonly id: string;
  readonly block: KeyBlock;
  readonly ending: 'merged' | 'closed';
}

/** Null where the event tells of no end, or of one that people had no part in. */
export function endingOfEvent(event: string, payload: unknown): EndedProposal | null {
  if (event !== 'pull_request') return null;
  const { action, pull_request, sender, repository } = pullRequestSchema.parse(payload);
  const { number, body, user, merged, closed_at } = pull_request;
  if (action !== 'closed' || user?.type !== 'Bot') return null;
  const block = parseKeyBlock(body ?? '');
  // What a bot closes is what we take back ourselves; what it merges, somebody told it to.
  const isAnswer = merged || sender?.type !== 'Bot';
  if (block === null || !isAnswer) return null;
  const id = `${repository.id}:${number}:${closed_at ?? ''}`;
  return { id, block, ending: merged ? 'merged' : 'closed' };
}

import type { KeyBlock } from './key-block.ts';
import type { WiderRefusal } from './wider-refusal.ts';

/** `closed`: a person closed it without taking it; what we withdrew ourselves is `withdrawn`. */
export type PastState = 'open' | 'merged' | 'closed' | 'withdrawn';

/** A proposal of before, as the code host remembers it. */
export interface PastProposal {
  /** For people: `#12`, or the name of the branch. */
  readonly name: string;
  readonly branch: string;
  readonly state: PastState;
  /** What it was about; null when somebody has removed what we had written. */
  readonly block: KeyBlock | null;
  /** What else is refused with it where it is closed; null for a "no" to its own fixes. */
  readonly wider: WiderRefusal | null;
  /** Whether the branch holds commits that are not ours. */
  readonly isTouched: boolean;
}

/** What became of the proposals of before. */
export interface History {
  /** Newest first. */
  readonly proposals: readonly PastProposal[];
  /** These people have neither merged nor closed anything of ours yet. */
  readonly isFirstContact: boolean;
}

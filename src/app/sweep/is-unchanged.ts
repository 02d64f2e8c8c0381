import type { ImageWorld } from './image-world.ts';
import type { RememberedHead } from '../stores/remembered-heads.ts';

/** What a look would be built on now. */
export interface Present extends Pick<ImageWorld, 'newsOf'> {
  readonly commit: string;
  readonly basis: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

/** Whether a look would come to what the one that is remembered came to. Asks registries, and the code host nothing. */
export async function isUnchanged(known: RememberedHead, present: Present): Promise<boolean> {
  const { commit, basis, now, newsOf } = present;
  if (known.commit !== commit || known.basis !== basis) return false;
  // One that lies ahead was looked at by a clock that was wrong.
  if (now >= known.until || now < known.at - DAY) return false;
  for (const { reference, facts } of known.images) {
    const news = await newsOf(reference);
    // A registry that does not answer says nothing of a change.
    if (news.facts !== null && news.facts !== facts) return false;
  }
  return true;
}

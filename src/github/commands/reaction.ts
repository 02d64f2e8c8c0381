import { hasStatus } from '../failure.ts';
import { isLoginOf } from '../identity.ts';
import type { TalkDeps } from './talk.ts';

/** `+1`: done. `confused`: who asks may not write here. */
type Reaction = '+1' | 'confused';

/** Reacts to a comment; GitHub keeps one reaction of a kind of each account. */
export async function react(
  { client, name }: TalkDeps,
  comment_id: number,
  content: Reaction,
): Promise<void> {
  try {
    await client.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
      ...name,
      comment_id,
      content,
    });
  } catch (error) {
    // Locked, or deleted: nobody waits for an answer there.
    if (!hasStatus(error, 403, 404, 410)) throw error;
  }
}

/** Whether we have said with a reaction that it is done. */
export async function hasReacted(
  { client, name, identity }: TalkDeps,
  comment_id: number,
): Promise<boolean> {
  const { data } = await client.request(
    'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    { ...name, comment_id, content: '+1', per_page: 100 },
  );
  return data.some(
    ({ user, content }) => content === '+1' && isLoginOf(identity, user?.login ?? null),
  );
}

import { hasStatus } from '../failure.ts';
import type { Actor, TalkDeps } from './talk.ts';

/** Whether it is a person who may write to the repository. */
export async function mayAsk({ client, name }: TalkDeps, actor: Actor): Promise<boolean> {
  if (actor.isBot) return false;
  try {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      { ...name, username: actor.login },
    );
    // Roles of an organisation and `maintain` are told as the one of these that they contain.
    return data.permission === 'write' || data.permission === 'admin';
  } catch (error) {
    // GitHub does not know the account any more.
    if (hasStatus(error, 404)) return false;
    throw error;
  }
}

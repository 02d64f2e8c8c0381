import { z } from 'zod';
import type { GitHubClient } from './client.ts';
import { asking, hasStatus } from './failure.ts';
import { botIdentity, personIdentity } from './identity.ts';
import type { GitHubIdentity } from './identity.ts';

const viewerSchema = z.object({
  viewer: z.object({ login: z.string(), databaseId: z.number() }),
});

/** Whose token it is: a person's, or an app's, such as that of a GitHub Actions workflow. */
export async function readTokenIdentity(client: GitHubClient): Promise<GitHubIdentity> {
  return asking('asking GitHub whose token it is', async () => {
    try {
      const { data } = await client.request('GET /user');
      const { login, id, name, email } = data;
      const noreply = `${id}+${login}@users.noreply.github.com`;
      return personIdentity(login, name ?? login, email === null ? [noreply] : [email, noreply]);
    } catch (error) {
      // An app is no user; GraphQL knows its name all the same.
      if (!hasStatus(error, 403)) throw error;
      const { viewer } = viewerSchema.parse(
        await client.graphql('{ viewer { login databaseId } }'),
      );
      const slug = viewer.login.replace(/\[bot\]$/, '');
      return botIdentity(slug, () => Promise.resolve(viewer.databaseId));
    }
  });
}

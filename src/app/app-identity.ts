import type { GitHubClient } from '../github/client.ts';
import { asking } from '../github/failure.ts';
import { botIdentity } from '../github/identity.ts';
import type { GitHubIdentity } from '../github/identity.ts';
import { once } from '../github/once.ts';
import type { GitHubClients } from './github-clients.ts';

/** Who the app is on its GitHub; asked once. */
export interface AppIdentity {
  /** `seaworthy`, as `GET /app` says. */
  readonly slug: () => Promise<string>;
  /** The identity of the app's bot; what else is to be known of it is asked with this client. */
  readonly bot: (client: GitHubClient) => Promise<GitHubIdentity>;
}

export function openAppIdentity({ ofApp }: GitHubClients): AppIdentity {
  const slug = once(() =>
    asking('reading who the app is', async () => {
      const { request } = await ofApp();
      const { data } = await request('GET /app');
      if (data?.slug === undefined) throw new Error('GitHub did not say the name of the app');
      return data.slug;
    }),
  );
  let known: number | null = null;
  const findId = async ({ request }: GitHubClient, username: string) => {
    const { data } = await request('GET /users/{username}', { username });
    return (known ??= Number(data.id));
  };
  return {
    slug,
    bot: async (client) => {
      const name = await slug();
      return botIdentity(name, async () => known ?? (await findId(client, `${name}[bot]`)));
    },
  };
}

import { z } from 'zod';
import type { RepositoryName } from '../github/client.ts';
import { asking, hasStatus } from '../github/failure.ts';
import type { Place } from './app-job.ts';
import type { GitHubClients } from './github-clients.ts';

/** A repository that the app is installed on. */
export interface InstalledRepository {
  readonly place: Place;
  readonly defaultBranch: string;
}

const installationSchema = z.object({ id: z.number() });
const repositorySchema = z.object({ id: z.number(), default_branch: z.string() });

/** Null where the app is not installed on it. */
export async function findInstalled(
  clients: GitHubClients,
  name: RepositoryName,
): Promise<InstalledRepository | null> {
  const { owner, repo } = name;
  return asking(`looking for ${owner}/${repo}`, async () => {
    try {
      const app = await clients.ofApp();
      const found = await app.request('GET /repos/{owner}/{repo}/installation', { ...name });
      const installation = installationSchema.parse(found.data).id;
      const client = await clients.ofInstallation(installation);
      const { data } = await client.request('GET /repos/{owner}/{repo}', { ...name });
      const { id, default_branch: defaultBranch } = repositorySchema.parse(data);
      return { place: { installation, id, owner, repo }, defaultBranch };
    } catch (error) {
      if (hasStatus(error, 404)) return null;
      throw error;
    }
  });
}

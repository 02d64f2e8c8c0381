import { z } from 'zod';
import { asking, hasStatus } from '../github/failure.ts';
import { CodeHostError } from '../remediation/code-host-error.ts';
import type { Place } from './app-job.ts';
import type { GitHubClients } from './github-clients.ts';

/**
 * Why nothing can be done in a place any more. `gone`: the repository was deleted, or the app was taken off it; `transferred`:
 * it belongs to another installation now, which is told of it; `suspended`: the app may do nothing until somebody lifts it.
 */
export type StopReason = 'gone' | 'transferred' | 'suspended' | 'archived';

const installationSchema = z.object({ id: z.number(), suspended_at: z.string().nullish() });

const repositorySchema = z.object({ archived: z.boolean() });

/**
 * Asked after a failure that no further try will cure: what people do to a repository while we work is no failure of ours.
 * Null where the place is as it was.
 */
export async function whyStopped(
  error: unknown,
  place: Place,
  clients: GitHubClients,
): Promise<StopReason | null> {
  if (!mayBeStopped(error)) return null;
  const { owner, repo } = place;
  return asking(`asking what became of ${owner}/${repo}`, async () => {
    try {
      return (await ofInstallation(place, clients)) ?? (await ofRepository(place, clients));
    } catch (cause) {
      if (hasStatus(cause, 404, 451)) return 'gone';
      throw cause;
    }
  });
}

/** The same for all that an installation has. */
export async function whyInstallationStopped(
  error: unknown,
  installation: number,
  { ofApp }: Pick<GitHubClients, 'ofApp'>,
): Promise<Extract<StopReason, 'gone' | 'suspended'> | null> {
  if (!mayBeStopped(error)) return null;
  return asking(`asking what became of installation ${installation}`, async () => {
    try {
      const { request } = await ofApp();
      const path = 'GET /app/installations/{installation_id}';
      const { data } = await request(path, { installation_id: installation });
      const { suspended_at } = installationSchema.parse(data);
      return (suspended_at ?? null) === null ? null : 'suspended';
    } catch (cause) {
      if (hasStatus(cause, 404)) return 'gone';
      throw cause;
    }
  });
}

/** A token is refused when it has expired, and when the app was removed. */
function mayBeStopped(error: unknown): boolean {
  return error instanceof CodeHostError && (!error.isRetryable || error.status === 401);
}

async function ofInstallation(
  { installation, owner, repo }: Place,
  { ofApp }: GitHubClients,
): Promise<StopReason | null> {
  const { request } = await ofApp();
  const { data } = await request('GET /repos/{owner}/{repo}/installation', { owner, repo });
  const now = installationSchema.parse(data);
  if (now.id !== installation) return 'transferred';
  return (now.suspended_at ?? null) === null ? null : 'suspended';
}

async function ofRepository(
  { installation, owner, repo }: Place,
  { ofInstallation }: GitHubClients,
): Promise<StopReason | null> {
  const { request } = await ofInstallation(installation);
  const { data } = await request('GET /repos/{owner}/{repo}', { owner, repo });
  return repositorySchema.parse(data).archived ? 'archived' : null;
}

import type { ProbotOctokit } from 'probot';
import { RequestError } from 'octokit';

type Client = Pick<InstanceType<typeof ProbotOctokit>, 'auth' | 'hook'>;

/** Has a client whose token was refused get a new one, and repeat that request with it once. */
export function renewToken({ auth, hook }: Client, installationId: number): void {
  hook.wrap('request', async (request, options) => {
    try {
      return await request(options);
    } catch (error) {
      if (!(error instanceof RequestError) || error.status !== 401) throw error;
      try {
        await auth({ type: 'installation', installationId, refresh: true });
      } catch (why) {
        // Not the failure itself: 404 would read as the answer to what was asked.
        error.cause = why;
        throw error;
      }
      return request(options);
    }
  });
}

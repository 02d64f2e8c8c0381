import type { ProbotOctokit } from 'probot';
import { RequestError } from 'octokit';
import type { Log } from './log.ts';

type Hooks = Pick<InstanceType<typeof ProbotOctokit>, 'hook'>;

/** One line for each request of a client, by the pattern of its address: what is in it is for debugging. */
export function logRequests({ hook }: Hooks, log: Log): void {
  hook.wrap('request', async (request, options) => {
    const { method, url } = options;
    const began = performance.now();
    const tell = (status: number | null, headers: Readonly<Record<string, unknown>>) => {
      const milliseconds = Math.round(performance.now() - began);
      const githubRequest = headers['x-github-request-id'];
      log.debug({ method, url, status, milliseconds, githubRequest }, 'request to GitHub');
    };
    try {
      const response = await request(options);
      tell(response.status, response.headers);
      return response;
    } catch (error) {
      const response = error instanceof RequestError ? error.response : undefined;
      tell(response?.status ?? null, response?.headers ?? {});
      throw error;
    }
  });
}

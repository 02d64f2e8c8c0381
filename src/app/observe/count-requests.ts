import type { ProbotOctokit } from 'probot';
import { RequestError } from 'octokit';
import type { Metrics } from './metrics.ts';

type Hooks = Pick<InstanceType<typeof ProbotOctokit>, 'hook'>;

/** Tells the metrics of every request that a client makes. `installation`: null for the app itself. */
export function countRequests(
  { hook }: Hooks,
  installation: number | null,
  { countRequest }: Pick<Metrics, 'countRequest'>,
): void {
  hook.after('request', ({ status, headers }) => {
    countRequest({ installation, status, headers });
  });
  hook.error('request', (error) => {
    const response = error instanceof RequestError ? error.response : undefined;
    const { status = null, headers = {} } = response ?? {};
    countRequest({ installation, status, headers });
    throw error;
  });
}

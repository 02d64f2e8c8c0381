import type { ProbotOctokit } from 'probot';
import { weightOf } from '../github/request-pace.ts';
import type { RequestTurns } from './stores/request-turns.ts';

type Hooks = Pick<InstanceType<typeof ProbotOctokit>, 'hook'>;

export interface Pacing {
  /** Whose requests GitHub counts. */
  readonly account: string;
  readonly turns: RequestTurns;
  /** False for a host without limits of its own. */
  readonly isLimited: boolean;
}

/** Has every request of a client wait for its turn; one that gets none is not sent. */
export function paceRequests({ hook }: Hooks, { account, turns, isLimited }: Pacing): void {
  hook.before('request', ({ method, url }) =>
    turns.take(account, isLimited ? weightOf(method, url) : null),
  );
}

import { graphqlRoutes } from '../graphql/endpoint.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { RequestLog } from '../request-log.ts';
import type { AnyRoute } from '../route.ts';
import type { Tokens } from '../tokens.ts';
import { actionRoutes } from './actions.ts';
import { checkRoutes } from './checks.ts';
import { deliveryRoutes } from './deliveries.ts';
import { forkRoutes } from './forks.ts';
import { reviewRoutes } from './reviews.ts';
import { securityRoutes } from './security.ts';
import { appRoutes } from './app.ts';
import { commentRoutes } from './comments.ts';
import { commitRoutes } from './commits.ts';
import { contentRoutes } from './contents.ts';
import { objectRoutes } from './git-objects.ts';
import { refRoutes } from './git-refs.ts';
import { issueRoutes } from './issues.ts';
import { labelRoutes } from './labels.ts';
import { metaRoutes } from './meta.ts';
import { pullRoutes } from './pulls.ts';
import { pullWriteRoutes } from './pull-writes.ts';
import { repositoryRoutes } from './repositories.ts';

/** Everything that the host knows. */
export function allRoutes(
  tokens: Tokens,
  limits: RateLimits,
  log: RequestLog,
): readonly AnyRoute[] {
  return [
    ...metaRoutes(limits),
    ...graphqlRoutes(limits, log),
    ...appRoutes(tokens),
    ...repositoryRoutes,
    ...refRoutes,
    ...objectRoutes,
    ...commitRoutes,
    ...contentRoutes,
    ...pullRoutes,
    ...pullWriteRoutes,
    ...issueRoutes,
    ...labelRoutes,
    ...commentRoutes,
    ...securityRoutes,
    ...reviewRoutes,
    ...forkRoutes,
    ...deliveryRoutes,
    ...checkRoutes,
    ...actionRoutes,
  ];
}

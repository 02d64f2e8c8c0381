import type { RateLimits } from '../rate-limits.ts';
import type { AnyRoute } from '../route.ts';
import type { Tokens } from '../tokens.ts';
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
export function allRoutes(tokens: Tokens, limits: RateLimits): readonly AnyRoute[] {
  return [
    ...metaRoutes(limits),
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
  ];
}

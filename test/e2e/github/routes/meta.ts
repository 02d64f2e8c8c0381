import { found, notAccessible, notFound } from '../answer.ts';
import type { RateLimits } from '../rate-limits.ts';
import { route } from '../route.ts';
import type { AnyRoute } from '../route.ts';
import type { Account } from '../model.ts';
import { printAccount } from '../shapes/account.ts';
import type { View } from '../shapes/view.ts';

/** What belongs to no repository. */
export function metaRoutes(limits: RateLimits): readonly AnyRoute[] {
  return [
    route('GET /rate_limit', 'anyone', ({ caller }) => {
      const core = limits.stateOf(caller, 'core');
      const graphql = limits.stateOf(caller, 'graphql');
      return found({ resources: { core, graphql, search: core }, rate: core });
    }),
    // Only a person has a user (REST, "Get the authenticated user"). The address is private.
    route('GET /user', 'anyone', (call) => {
      if (call.caller.kind !== 'person') throw notAccessible();
      return found(printUser(call, call.caller.account));
    }),
    route('GET /users/{username}', 'anyone', (call) => {
      const login = call.params['username'] ?? '';
      const account = call.world.accounts.get(login.toLowerCase());
      if (account === undefined) throw notFound();
      return found(printUser(call, account));
    }),
  ];
}

function printUser(view: View, account: Account) {
  const dates = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const blank = { name: null, company: null, blog: '', location: null, email: null };
  const rest = { hireable: null, bio: null, twitter_username: null };
  return { ...printAccount(view, account), ...blank, ...rest, ...counts, ...dates };
}

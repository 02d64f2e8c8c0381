import type { Account, Permissions } from '../model.ts';
import type { View } from './view.ts';

/** A `simple-user`. */
export function printAccount({ world, api }: View, account: Account) {
  const url = `${api}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: world.ids.print(account.type, account.id),
    avatar_url: `${world.origin}/avatars/u/${account.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: pageOfAccount(world.origin, account),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

function pageOfAccount(origin: string, { type, login }: Account): string {
  return type === 'Bot' ? `${origin}/apps/${login.replace('[bot]', '')}` : `${origin}/${login}`;
}

/** The app itself, as `performed_via_github_app` and check runs show it. */
export function printApp(view: View, permissions?: Permissions) {
  const { world } = view;
  const { app } = world;
  return {
    id: app.id,
    slug: app.slug,
    node_id: world.ids.print('Integration', app.id),
    client_id: app.clientId,
    owner: printAccount(view, world.account(app.owner)),
    name: app.name,
    description: '',
    external_url: `${world.origin}/${app.slug}`,
    html_url: `${world.origin}/apps/${app.slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: permissions ?? app.permissions,
    events: app.events,
  };
}

/** Name and address that GitHub gives to commits of an account. */
export function gitIdentityOf(account: Account) {
  const email = `${account.id}+${account.login}@users.noreply.github.com`;
  return { name: account.login, email };
}

/** What GitHub commits with when a web page or a bot commits. */
export const WEB_FLOW = { name: 'GitHub', email: 'noreply@github.com' };

import type { Installation } from '../model.ts';
import { printAccount } from './account.ts';
import type { View } from './view.ts';

export function printInstallation(view: View, installation: Installation) {
  const { account, suspendedBy } = installation;
  const kind = account.type === 'Organization' ? `organizations/${account.login}/` : '';
  return {
    id: installation.id,
    account: printAccount(view, account),
    repository_selection: installation.repositoryIds === 'all' ? 'all' : 'selected',
    access_tokens_url: `${view.api}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${view.api}/installation/repositories`,
    html_url: `${view.world.origin}/${kind}settings/installations/${installation.id}`,
    app_id: view.world.app.id,
    app_slug: view.world.app.slug,
    client_id: view.world.app.clientId,
    target_id: account.id,
    target_type: account.type,
    permissions: { metadata: 'read', ...installation.permissions },
    events: installation.events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedBy === null ? null : printAccount(view, suspendedBy),
    suspended_at: installation.suspendedAt,
  };
}

import type { Account, Installation, Json, RepositoryState } from './model.ts';
import { printAccount } from './shapes/account.ts';
import { printRepository } from './shapes/repository.ts';
import type { View } from './shapes/view.ts';
import type { Webhooks } from './webhooks.ts';
import type { World } from './world.ts';

/** What everybody who changes something needs: the state, and a way to say it to the app. */
export class Deeds {
  readonly world: World;
  readonly webhooks: Webhooks;

  constructor(world: World, webhooks: Webhooks) {
    this.world = world;
    this.webhooks = webhooks;
  }

  /** Prints addresses in events. */
  get view(): View {
    return { world: this.world, api: this.world.origin };
  }

  /** Sends an event about a repository where the app subscribed to it and may see the repository. */
  notify(repository: RepositoryState, event: string, payload: Json, sender: Account): void {
    const installation = this.world.installationOf(repository);
    if (installation?.suspendedAt !== null || !installation.events.includes(event)) return;
    const { owner } = repository;
    this.webhooks.send(
      event,
      {
        ...payload,
        repository: payload['repository'] ?? printRepository(this.view, repository),
        ...(owner.type === 'Organization' ? { organization: this.#organization(owner) } : {}),
        sender: printAccount(this.view, sender),
        installation: {
          id: installation.id,
          node_id: this.world.ids.print('Integration', `installation-${installation.id}`),
        },
      },
      { installationId: installation.id, repositoryId: repository.id },
    );
  }

  /** Sends an event about an installation itself, which every app gets. */
  notifyInstalled(
    installation: Installation,
    event: 'installation' | 'installation_repositories',
    payload: Json,
    sender: Account,
  ): void {
    this.webhooks.send(
      event,
      { ...payload, sender: printAccount(this.view, sender) },
      { installationId: installation.id, repositoryId: null },
    );
  }

  #organization(owner: Account): Json {
    const { login, id, node_id, avatar_url } = printAccount(this.view, owner);
    const url = `${this.world.origin}/orgs/${login}`;
    return {
      login,
      id,
      node_id,
      url,
      repos_url: `${url}/repos`,
      events_url: `${url}/events`,
      hooks_url: `${url}/hooks`,
      issues_url: `${url}/issues`,
      members_url: `${url}/members{/member}`,
      public_members_url: `${url}/public_members{/member}`,
      avatar_url,
      description: '',
    };
  }
}

import type { Deeds } from './deeds.ts';
import { deleteRepository } from './fork-deeds.ts';
import type { Account, Installation, Permissions, RepositoryState } from './model.ts';
import { pullsOf } from './pulls.ts';
import { printInstallation } from './shapes/installation.ts';
import { covers, fullNameOf } from './world.ts';

export interface InstallOptions {
  /** Full names; all of the account's repositories if not given. */
  readonly repositories?: readonly string[];
  /** What was granted; what the app asks for if not given. */
  readonly permissions?: Permissions;
}

/** What owners of accounts and repositories do in their settings. */
export class Admin {
  readonly #deeds: Deeds;

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
  }

  install(login: string, by: string, options: InstallOptions = {}): Installation {
    const { world } = this.#deeds;
    const { repositories } = options;
    const installation: Installation = {
      id: world.nextId(),
      account: world.account(login),
      createdAt: world.now(),
      permissions: options.permissions ?? world.app.permissions,
      events: world.app.events,
      repositoryIds:
        repositories === undefined
          ? 'all'
          : new Set(repositories.map((name) => this.#open(name).id)),
      suspendedAt: null,
      suspendedBy: null,
    };
    world.installations.set(installation.id, installation);
    this.#tell(installation, 'created', by);
    return installation;
  }

  /** The app may no longer see anything of the account; its tokens are bad credentials. */
  uninstall(installation: Installation, by: string): void {
    this.#deeds.world.installations.delete(installation.id);
    this.#tell(installation, 'deleted', by);
  }

  suspend(installation: Installation, by: string): void {
    installation.suspendedAt = this.#deeds.world.now();
    installation.suspendedBy = this.#deeds.world.account(by);
    this.#tell(installation, 'suspend', by);
  }

  unsuspend(installation: Installation, by: string): void {
    installation.suspendedAt = null;
    installation.suspendedBy = null;
    this.#tell(installation, 'unsuspend', by);
  }

  addRepositories(installation: Installation, names: readonly string[], by: string): void {
    const added = names.map((name) => this.#open(name));
    if (installation.repositoryIds !== 'all') {
      for (const { id } of added) installation.repositoryIds.add(id);
    }
    this.#tellRepositories(installation, 'added', added, by);
  }

  removeRepositories(installation: Installation, names: readonly string[], by: string): void {
    const removed = names.map((name) => this.#open(name));
    if (installation.repositoryIds === 'all') throw new Error('All repositories are selected');
    for (const { id } of removed) installation.repositoryIds.delete(id);
    this.#tellRepositories(installation, 'removed', removed, by);
  }

  rename(repository: string, name: string, by: string): void {
    const opened = this.#open(repository);
    const from = opened.name;
    this.#deeds.world.rename(opened, opened.owner, name);
    opened.updatedAt = this.#deeds.world.now();
    this.#notify(opened, 'renamed', by, { changes: { repository: { name: { from } } } });
  }

  transfer(repository: string, to: string, by: string): void {
    const opened = this.#open(repository);
    const from = opened.owner;
    this.#deeds.world.rename(opened, this.#deeds.world.account(to), opened.name);
    const kind = from.type === 'Organization' ? 'organization' : 'user';
    const changes = { owner: { from: { [kind]: { login: from.login, id: from.id } } } };
    this.#notify(opened, 'transferred', by, { changes });
  }

  archive(repository: string, by: string): void {
    const opened = this.#open(repository);
    opened.archived = true;
    this.#notify(opened, 'archived', by);
  }

  unarchive(repository: string, by: string): void {
    const opened = this.#open(repository);
    opened.archived = false;
    this.#notify(opened, 'unarchived', by);
  }

  makePrivate(repository: string, by: string): void {
    const opened = this.#open(repository);
    opened.private = true;
    this.#notify(opened, 'privatized', by);
  }

  deleteRepository(repository: string, by: string): void {
    deleteRepository(this.#deeds, this.#open(repository), this.#deeds.world.account(by));
  }

  /** Events are about what GitHub calls a repository's life; made default and renamed branches are `edited`. */
  changeDefaultBranch(repository: string, branch: string, by: string): void {
    const opened = this.#open(repository);
    const from = opened.defaultBranch;
    opened.defaultBranch = branch;
    opened.git.run(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
    this.#notify(opened, 'edited', by, { changes: { default_branch: { from } } });
  }

  /** Open pull requests to it go along: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-branches-in-your-repository/renaming-a-branch */
  renameDefaultBranch(repository: string, to: string, by: string): void {
    const opened = this.#open(repository);
    const from = opened.defaultBranch;
    opened.git.setRef(`refs/heads/${to}`, opened.git.resolve(`refs/heads/${from}`));
    for (const { pull } of pullsOf(opened)) if (pull.baseRef === from) pull.baseRef = to;
    this.changeDefaultBranch(repository, to, by);
    opened.git.setRef(`refs/heads/${from}`, null);
  }

  #notify(repository: RepositoryState, action: string, by: string, more: object = {}): void {
    const account = this.#deeds.world.account(by);
    this.#deeds.notify(repository, 'repository', { action, ...more }, account);
  }

  #tell(installation: Installation, action: string, by: string): void {
    const account = this.#deeds.world.account(by);
    const all = [...this.#deeds.world.repositories.values()];
    const repositories = all
      .filter((repository) => covers(installation, repository))
      .map((repository) => this.#brief(repository));
    const printed = printInstallation(this.#deeds.view, installation);
    const payload = { action, installation: printed, repositories, requester: null };
    this.#deeds.notifyInstalled(installation, 'installation', payload, account);
  }

  #tellRepositories(
    installation: Installation,
    action: 'added' | 'removed',
    repositories: readonly RepositoryState[],
    by: string,
  ): void {
    const account: Account = this.#deeds.world.account(by);
    const printed = printInstallation(this.#deeds.view, installation);
    const briefs = repositories.map((repository) => this.#brief(repository));
    const payload = {
      action,
      installation: printed,
      repository_selection: printed.repository_selection,
      repositories_added: action === 'added' ? briefs : [],
      repositories_removed: action === 'removed' ? briefs : [],
      requester: null,
    };
    this.#deeds.notifyInstalled(installation, 'installation_repositories', payload, account);
  }

  #brief(repository: RepositoryState) {
    return {
      id: repository.id,
      node_id: this.#deeds.world.ids.print('Repository', repository.id),
      name: repository.name,
      full_name: fullNameOf(repository),
      private: repository.private,
    };
  }

  #open(fullName: string): RepositoryState {
    const [owner = '', name = ''] = fullName.split('/');
    const repository = this.#deeds.world.repository(owner, name);
    if (repository === null) throw new Error(`There is no repository ${fullName}`);
    return repository;
  }
}

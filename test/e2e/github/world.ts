import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isoSeconds } from './commit-text.ts';
import { Git } from './git.ts';
import { NodeIds } from './node-ids.ts';
import type {
  Account,
  AppRegistration,
  Installation,
  PermissionLevel,
  RepositoryState,
} from './model.ts';

export interface NewRepository {
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly description?: string;
  readonly archived?: boolean;
  readonly topics?: readonly string[];
  readonly language?: string;
  /** Kilobytes. */
  readonly size?: number;
  readonly collaborators?: Readonly<Record<string, PermissionLevel>>;
}

/** Everything that the host knows; routes and people read and change it. */
export class World {
  readonly app: AppRegistration;
  readonly accounts = new Map<string, Account>();
  readonly repositories = new Map<number, RepositoryState>();
  readonly installations = new Map<number, Installation>();
  readonly ids = new NodeIds();
  /** Origin of the API and of the pages, such as `http://127.0.0.1:5000`. */
  origin = '';
  /** Repositories by what they are called, and by what they were called before; in lower case. */
  readonly #names = new Map<string, RepositoryState>();
  readonly #formerNames = new Map<string, RepositoryState>();
  readonly #folder: string;
  readonly #sharesObjects: boolean;
  readonly #now: () => number;
  #lastId = 1000;

  /** `sharesObjects`: all repositories have one store of objects, as those of a network of forks on GitHub. */
  constructor(app: AppRegistration, folder: string, now: () => number, sharesObjects: boolean) {
    this.app = app;
    this.#folder = folder;
    this.#sharesObjects = sharesObjects;
    this.#now = now;
    this.addAccount(`${app.slug}[bot]`, 'Bot');
    this.addAccount(app.owner, 'User');
  }

  /** A number that nothing else of the host has. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  milliseconds(): number {
    return this.#now();
  }

  /** `2026-11-26T04:45:18Z`. */
  now(): string {
    return isoSeconds(this.#now());
  }

  bot(): Account {
    return this.account(`${this.app.slug}[bot]`);
  }

  addAccount(login: string, type: Account['type']): Account {
    const known = this.accounts.get(login.toLowerCase());
    if (known !== undefined) return known;
    const account = { id: this.nextId(), login, type };
    this.accounts.set(login.toLowerCase(), account);
    return account;
  }

  /** The account of this name; a user or a bot is made where there is none. */
  account(login: string): Account {
    const type = login.endsWith('[bot]') ? 'Bot' : 'User';
    return this.accounts.get(login.toLowerCase()) ?? this.addAccount(login, type);
  }

  addRepository(fullName: string, options: NewRepository = {}): RepositoryState {
    const [owner = '', name = ''] = fullName.split('/');
    const { defaultBranch = 'main', collaborators = {} } = options;
    if (this.repository(owner, name) !== null) throw new Error(`${fullName} exists`);
    const id = this.nextId();
    const folder = join(this.#folder, `${id}.git`);
    mkdirSync(folder, { recursive: true });
    const objects = this.#sharesObjects ? join(this.#folder, 'objects') : null;
    const repository: RepositoryState = {
      ...emptyRepository(),
      id,
      owner: this.account(owner),
      name,
      git: Git.init(folder, defaultBranch, objects),
      private: options.private ?? false,
      archived: options.archived ?? false,
      description: options.description ?? null,
      topics: options.topics ?? [],
      language: options.language ?? null,
      size: options.size ?? 0,
      defaultBranch,
      createdAt: this.now(),
      updatedAt: this.now(),
      pushedAt: this.now(),
      collaborators: new Map(Object.entries(collaborators)),
    };
    for (const login of repository.collaborators.keys()) this.account(login);
    this.repositories.set(id, repository);
    this.#names.set(nameKey(owner, name), repository);
    return repository;
  }

  removeRepository(repository: RepositoryState): void {
    this.repositories.delete(repository.id);
    this.#names.delete(nameKey(repository.owner.login, repository.name));
  }

  /** GitHub redirects from the name that it had. */
  rename(repository: RepositoryState, owner: Account, name: string): void {
    const former = nameKey(repository.owner.login, repository.name);
    this.#names.delete(former);
    this.#formerNames.set(former, repository);
    repository.owner = owner;
    repository.name = name;
    this.#names.set(nameKey(owner.login, name), repository);
  }

  /** The repository that has this name now; names are compared as GitHub does, without case. */
  repository(owner: string, name: string): RepositoryState | null {
    return this.#names.get(nameKey(owner, name)) ?? null;
  }

  /** The repository that once had this name, and moved. */
  movedRepository(owner: string, name: string): RepositoryState | null {
    const moved = this.#formerNames.get(nameKey(owner, name));
    return moved !== undefined && this.repositories.has(moved.id) ? moved : null;
  }

  /** The installation that may see a repository, suspended or not. */
  installationOf(repository: RepositoryState): Installation | null {
    for (const installation of this.installations.values()) {
      if (covers(installation, repository)) return installation;
    }
    return null;
  }

  /** `admin` for owners of a personal repository, `read` for everybody where it is public. */
  permissionOf(login: string, repository: RepositoryState): PermissionLevel | 'none' {
    return permissionIn(login, repository);
  }
}

/** `admin` for owners of a personal repository, `read` for everybody where it is public. */
export function permissionIn(
  login: string,
  { owner, collaborators, private: isPrivate }: RepositoryState,
): PermissionLevel | 'none' {
  if (owner.login.toLowerCase() === login.toLowerCase()) return 'admin';
  const given = [...collaborators].find(([name]) => name.toLowerCase() === login.toLowerCase());
  return given?.[1] ?? (isPrivate ? 'none' : 'read');
}

function nameKey(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}

export function fullNameOf(repository: RepositoryState): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function covers(installation: Installation, repository: RepositoryState): boolean {
  if (installation.account.id !== repository.owner.id) return false;
  return installation.repositoryIds === 'all' || installation.repositoryIds.has(repository.id);
}

function emptyRepository() {
  return {
    fork: null,
    allowForking: true,
    hasIssues: true,
    stars: 0,
    isMirror: false,
    licence: null,
    interactionLimit: null,
    wantsSignOff: false,
    protections: new Map(),
    nextNumber: 1,
    issues: new Map(),
    labels: new Map(),
    milestones: [],
    checkRuns: [],
    codeScanningAlerts: [],
    sarifs: [],
    dependabotAlerts: [],
    workflowRuns: [],
    artifacts: [],
  };
}

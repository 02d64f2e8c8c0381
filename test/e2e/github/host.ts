import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin } from './admin.ts';
import { Deeds } from './deeds.ts';
import { Faults } from './faults.ts';
import type { Account, Permissions, RepositoryState } from './model.ts';
import { People } from './people.ts';
import { commitFiles } from './person.ts';
import type { FileChanges } from './person.ts';
import { GITHUB_LIMITS, RateLimits } from './rate-limits.ts';
import type { RateLimitOptions } from './rate-limits.ts';
import { keepRecords } from './records.ts';
import { RequestLog } from './request-log.ts';
import type { LoggedRequest } from './request-log.ts';
import { Robots } from './robots.ts';
import { RouteTable } from './route.ts';
import { allRoutes } from './routes/all.ts';
import { serve } from './server.ts';
import { Tokens } from './tokens.ts';
import { Webhooks } from './webhooks.ts';
import { World } from './world.ts';
import type { NewRepository } from './world.ts';

export interface HostOptions {
  /** Permissions of the app; what our `app.yml` asks for, or more. */
  readonly permissions?: Permissions;
  /** Events of the app; everything that the host sends if not given. */
  readonly events?: readonly string[];
  readonly slug?: string;
  /** Milliseconds since 1970; the clock of the machine if not given. */
  readonly now?: () => number;
  /** The name by which an enterprise server signs its events; github.com's if not given. */
  readonly enterpriseHost?: string;
  readonly limits?: Partial<RateLimitOptions>;
  /** Milliseconds that an answer takes at least; none if not given. */
  readonly latency?: number;
  /** All repositories share one store of objects: for thousands of them. */
  readonly sharesObjects?: boolean;
  /** Entries after which a recursive tree is cut; GitHub's 100,000 if not given. */
  readonly maxTreeEntries?: number;
}

export interface SeededRepository extends NewRepository {
  /** The first commit; without files the repository is empty. */
  readonly files?: FileChanges;
}

export interface GitHubHost {
  /** Base of the API as api.github.com has it, without a final slash. */
  readonly apiUrl: string;
  /** Base of the API as GitHub Enterprise Server has it; GraphQL is at `/api/graphql`. */
  readonly enterpriseUrl: string;
  readonly app: { readonly id: number; readonly slug: string; readonly privateKey: string };
  readonly world: World;
  readonly people: People;
  readonly admin: Admin;
  readonly robots: Robots;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly tokens: Tokens;
  readonly requests: LoggedRequest[];
  /** Requests that no route knew. */
  readonly unknown: string[];
  readonly log: RequestLog;
  readonly addOrganization: (login: string) => Account;
  /** Nobody is told of it. */
  readonly addRepository: (fullName: string, options?: SeededRepository) => RepositoryState;
  /** The repository of this name; `git.folder` is the path of its bare repository. */
  readonly repository: (fullName: string) => RepositoryState;
  /** Throws where something was asked that the host does not know, or where it broke. */
  readonly assertHonest: () => void;
  readonly stop: () => Promise<void>;
}

const EVENTS = [
  'check_run',
  'check_suite',
  'code_scanning_alert',
  'create',
  'delete',
  'fork',
  'issue_comment',
  'issues',
  'label',
  'pull_request',
  'pull_request_review',
  'push',
  'repository',
  'workflow_run',
];

const PERMISSIONS: Permissions = {
  actions: 'read',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  metadata: 'read',
  pull_requests: 'write',
  security_events: 'write',
  vulnerability_alerts: 'read',
  workflows: 'write',
};

function makeKeys() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
}

/** Making a key takes half a second; all hosts of a process have the same. */
let keys: ReturnType<typeof makeKeys> | null = null;

/** A GitHub of ours on loopback, made of real bare git repositories; the caller stops it. */
export async function startGitHubHost(options: HostOptions = {}): Promise<GitHubHost> {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-github-'));
  keys ??= makeKeys();
  const slug = options.slug ?? 'seaworthy';
  const app = {
    id: 4711,
    slug,
    name: slug,
    owner: 'seaworthy-owner',
    clientId: 'Iv23liSeaworthy',
    publicKey: keys.publicKey,
    permissions: options.permissions ?? PERMISSIONS,
    events: options.events ?? EVENTS,
  };
  const world = new World(app, folder, options.now ?? Date.now, options.sharesObjects ?? false);
  const webhooks = new Webhooks(world, options.enterpriseHost ?? null);
  const deeds = new Deeds(world, webhooks);
  const tokens = new Tokens(world);
  const limits = new RateLimits(world, { ...GITHUB_LIMITS, ...options.limits });
  const faults = new Faults();
  const log = new RequestLog();
  const routes = new RouteTable(allRoutes(tokens, limits, log));
  const hostLimits = { maxTreeEntries: options.maxTreeEntries ?? 100_000 };
  const { latency = 0 } = options;
  const server = serve({
    deeds,
    routes,
    tokens,
    limits,
    faults,
    log,
    latency,
    options: hostLimits,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, the address is no pipe's name.
  const { port } = server.address() as AddressInfo;
  world.origin = `http://127.0.0.1:${port}`;
  return {
    apiUrl: world.origin,
    enterpriseUrl: `${world.origin}/api/v3`,
    app: { id: app.id, slug, privateKey: keys.privateKey },
    world,
    people: new People(deeds),
    admin: new Admin(deeds),
    robots: new Robots(deeds),
    webhooks,
    faults,
    limits,
    tokens,
    requests: log.requests,
    unknown: log.unknown,
    log,
    addOrganization: (login) => world.addAccount(login, 'Organization'),
    addRepository: (fullName, seeded = {}) => addRepository(deeds, fullName, seeded),
    repository: (fullName) => repositoryOf(world, fullName),
    assertHonest: () => {
      log.assertHonest();
    },
    stop: async () => {
      await webhooks.settled();
      keepRecords(log, webhooks);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function addRepository(
  deeds: Deeds,
  fullName: string,
  { files, ...options }: SeededRepository,
): RepositoryState {
  const repository = deeds.world.addRepository(fullName, options);
  if (files === undefined) return repository;
  const [owner = ''] = fullName.split('/');
  const author = deeds.world.account(owner);
  const branch = repository.defaultBranch;
  const message = { message: 'First commit' };
  const oid = commitFiles(deeds, repository, branch, files, author, message);
  repository.git.setRef(`refs/heads/${branch}`, oid);
  return repository;
}

function repositoryOf(world: World, fullName: string): RepositoryState {
  const [owner = '', name = ''] = fullName.split('/');
  const repository = world.repository(owner, name);
  if (repository === null) throw new Error(`There is no repository ${fullName}`);
  return repository;
}

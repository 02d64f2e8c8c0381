import { afterAll, afterEach, beforeAll, onTestFailed } from 'vitest';
import type { GitHubHost } from './github/host.ts';
import { startGitHubHost } from './github/host.ts';
import type {
  Comment,
  Installation,
  IssueState,
  PermissionLevel,
  PullIssue,
  RepositoryState,
} from './github/model.ts';
import type { FileChanges } from './github/person.ts';
import { isPull } from './github/pulls.ts';
import type { RunningApp } from './running-app.ts';
import { startSharedApp } from './running-app.ts';

/** One built app and one GitHub, on which each test opens a repository of its own. */
export interface Stage {
  readonly host: GitHubHost;
  readonly app: RunningApp;
  /** A repository of acme on which the app has just been installed, and its first look is over; ann and mia may write. */
  readonly open: (files: FileChanges) => Promise<Shop>;
}

export interface Shop {
  /** `acme/shop-1`. */
  readonly name: string;
  readonly state: RepositoryState;
  readonly pulls: () => readonly PullIssue[];
  /** Those that are no pull requests. */
  readonly issues: () => readonly IssueState[];
  /** What the app has written below an issue or pull request. */
  readonly answers: (number: number) => readonly string[];
  readonly tip: (branch: string) => string | null;
  /** Somebody comments, and what comes of it is over. */
  readonly comment: (number: number, by: string, body: string) => Promise<Comment>;
  readonly push: (files: FileChanges, branch?: string, by?: string) => Promise<string>;
  /** Somebody writes the text anew, and what comes of it is over. */
  readonly edit: (number: number, by: string, body: string) => Promise<void>;
}

const WRITERS: Readonly<Record<string, PermissionLevel>> = {
  ann: 'write',
  mia: 'maintain',
  ben: 'read',
};

/** Starts both before the tests of a file, and ends them after. */
export function appStage(
  environment: (host: GitHubHost) => Readonly<Record<string, string>> = () => ({}),
): () => Stage {
  let stage: Stage | null = null;
  const theStage = () => {
    if (stage === null) throw new Error('The stage is not set yet');
    const { app } = stage;
    onTestFailed(() => {
      console.error(app.log.join('\n'));
    });
    return stage;
  };
  beforeAll(async () => {
    const host = await startGitHubHost();
    host.addOrganization('acme');
    const app = await startSharedApp(host, { environment: environment(host) });
    const installation = host.admin.install('acme', 'ann', { repositories: [] });
    let count = 0;
    const open = (files: FileChanges) =>
      openShop(host, app, installation, `acme/shop-${(count += 1)}`, files);
    stage = { host, app, open };
  });
  afterEach(() => {
    stage?.host.assertHonest();
  });
  afterAll(async () => {
    await stage?.app.stop();
    await stage?.host.stop();
  });
  return theStage;
}

async function openShop(
  host: GitHubHost,
  app: RunningApp,
  installation: Installation,
  name: string,
  files: FileChanges,
): Promise<Shop> {
  const state = host.addRepository(name, { files, collaborators: WRITERS });
  host.admin.addRepositories(installation, [name], 'ann');
  await app.idle();
  const { people } = host;
  return {
    name,
    state,
    pulls: () => [...state.issues.values()].filter(isPull),
    issues: () => [...state.issues.values()].filter((one) => !isPull(one)),
    answers: (number) => {
      const { comments } = people.issue(name, number);
      return comments.filter(({ viaApp }) => viaApp).map(({ body }) => body);
    },
    tip: (branch) => state.git.resolve(`refs/heads/${branch}`),
    comment: async (number, by, body) => {
      const comment = people.comment(name, number, by, body);
      await app.idle();
      return comment;
    },
    push: async (changes, branch = 'main', by = 'ann') => {
      const commit = people.push(name, branch, changes, by);
      await app.idle();
      return commit;
    },
    edit: async (number, by, body) => {
      people.editBody(name, number, by, body);
      await app.idle();
    },
  };
}

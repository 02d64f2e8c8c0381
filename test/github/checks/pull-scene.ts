import { onTestFinished } from 'vitest';
import { discoverRules } from '../../../src/discover.ts';
import { checkPullRequest } from '../../../src/github/checks/check-pull-request.ts';
import type {
  PullCheckDeps,
  PullCheckOutcome,
} from '../../../src/github/checks/check-pull-request.ts';
import { botIdentity } from '../../../src/github/identity.ts';
import { startGitHubHost } from '../../e2e/github/host.ts';
import type { GitHubHost } from '../../e2e/github/host.ts';
import type { CheckRun, Permissions, PullIssue, RepositoryState } from '../../e2e/github/model.ts';
import type { FileChanges } from '../../e2e/github/person.ts';
import { installedClient } from '../installed-client.ts';

const rules = await discoverRules();

/** What the check asks for in `app.yml`. */
const PERMISSIONS: Permissions = {
  checks: 'write',
  contents: 'read',
  metadata: 'read',
  pull_requests: 'write',
};

export interface PullScene {
  readonly host: GitHubHost;
  readonly shop: RepositoryState;
  readonly pull: PullIssue;
  readonly deps: PullCheckDeps;
  readonly check: (rerequested?: number) => Promise<PullCheckOutcome>;
  /** The check run that people see. */
  readonly newestRun: () => CheckRun;
  /** Its annotations, `Dockerfile:2 pipefail`. */
  readonly found: () => readonly string[];
  /** Suggestions of all reviews, `Dockerfile:2-3` and the new text. */
  readonly suggested: () => readonly (readonly [place: string, text: string])[];
}

export const GOOD = 'FROM debian:13-slim\nUSER 1000\nCMD ["true"]\n';

interface SceneOptions {
  readonly base?: FileChanges;
  readonly change: FileChanges;
  /** Text of `.github/seaworthy.yml` on the default branch. */
  readonly config?: string;
  readonly isFork?: boolean;
  readonly by?: string;
  /** `shop` without it. */
  readonly repository?: string;
  /** Text of `.github/seaworthy.yml` in `acme/.github`. */
  readonly shared?: string;
  /** Ids of the rules; all without it. */
  readonly only?: readonly string[];
}

/** `acme/shop`, or another one, with pull request #1, which changes these files. */
export async function pullScene(options: SceneOptions): Promise<PullScene> {
  const { base = { Dockerfile: GOOD }, change, isFork = false, by = 'ann', only } = options;
  const { repository = 'shop' } = options;
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  const shop = host.addRepository(`acme/${repository}`, {
    files: { ...base, ...configured(options.config) },
    collaborators: { ann: 'write' },
  });
  if (options.shared !== undefined) {
    host.addRepository('acme/.github', { files: configured(options.shared) });
  }
  const installation = host.admin.install('acme', 'ann');
  if (isFork) host.people.fork(`acme/${repository}`, 'eve');
  const place = `${isFork ? 'eve' : 'acme'}/${repository}`;
  host.people.push(place, 'change', change, by);
  const pull = host.people.openPull(`acme/${repository}`, by, { head: `${place}:change` });
  const deps = {
    client: await installedClient(host, installation, PERMISSIONS),
    name: { owner: 'acme', repo: repository },
    identity: botIdentity('seaworthy', () => Promise.resolve(1)),
    host: 'github.com',
    rules: rules.filter(({ id }) => only === undefined || only.includes(id)),
    now: new Date('2026-11-26T00:00:00Z'),
  };
  host.log.clear();
  const newestRun = () => newestOf(shop);
  return {
    host,
    shop,
    pull,
    deps,
    check: async (rerequested) => {
      const wish = { number: pull.number, rerequested: rerequested ?? null };
      const outcome = await checkPullRequest(deps, wish);
      host.assertHonest();
      return outcome;
    },
    newestRun,
    found: () =>
      newestRun().annotations.map(
        (one) =>
          `${one.path}:${String(one['start_line'])} ${String(one['title']).split(' ')[0] ?? ''}`,
      ),
    suggested: () => pull.pull.reviewComments.map(suggestionOf),
  };
}

function configured(text: string | undefined): FileChanges {
  return text === undefined ? {} : { '.github/seaworthy.yml': text };
}

function newestOf({ checkRuns }: RepositoryState): CheckRun {
  const run = checkRuns.at(-1);
  if (run === undefined) throw new Error('There is no check run');
  return run;
}

function suggestionOf({
  path,
  line,
  startLine,
  body,
}: PullIssue['pull']['reviewComments'][number]): readonly [string, string] {
  const text = /(`{3,})suggestion\n([^]*?)\1/.exec(body)?.[2] ?? body;
  return [`${path}:${startLine === null ? '' : `${startLine}-`}${line}`, text];
}

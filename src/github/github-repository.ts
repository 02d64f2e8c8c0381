import { CodeHostError } from '../remediation/code-host-error.ts';
import type { History } from '../remediation/history.ts';
import type { Listener } from '../remediation/listener.ts';
import type { FileContent, Repository } from '../remediation/repository.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { ensurePullRequest } from './ensure-pull-request.ts';
import { asking } from './failure.ts';
import type { GitHubIdentity } from './identity.ts';
import { houseStyleOf } from './house-style.ts';
import { once } from './once.ts';
import { readBlobs } from './read-blobs.ts';
import { folderOf, readHistory } from './read-history.ts';
import type { BranchState, GitHubHistory } from './read-history.ts';
import { readTree } from './read-tree.ts';
import type { TreeEntry } from './read-tree.ts';
import type { SharedQuestion } from './read-shared.ts';
import { openSharedFiles } from './shared-files.ts';
import { withdrawPullRequest } from './withdraw-pull-request.ts';

export interface GitHubRepositoryOptions {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  /** `github.com`, or that of an enterprise server. */
  readonly host: string;
  /** The tip of the default branch. */
  readonly commit: string;
  /** What the names of our branches begin with where the configuration, which is not read yet, does not say it. */
  readonly branchPrefix: string;
  /** Whether an app hears of comments and ticks there, or only the next run of whether it was closed. */
  readonly listener: Exclude<Listener, 'nobody'>;
}

const NOTHING: BranchState = { tip: null, open: null };

const NO_HISTORY: History = { proposals: [], isFirstContact: false };

/** A repository on GitHub: reads without a clone, writes branches and pull requests through the API. */
export function openGitHubRepository(options: GitHubRepositoryOptions): Repository {
  const { client, name, identity, host, commit, branchPrefix, listener } = options;
  const title = `${name.owner}/${name.repo}`;
  const contents = new Map<string, FileContent>();
  let known: GitHubHistory | null = null;
  let branchCount: number | null = null;
  const tree = once(() =>
    asking(`reading the files of ${title}`, () => readTree(client, name, commit)),
  );
  const ask = async (entries: readonly TreeEntry[], shared: SharedQuestion | null) => {
    const question = { client, name, branchFolder: folderOf(branchPrefix), shared };
    const read = await asking(`reading files of ${title}`, () => readBlobs(question, entries));
    branchCount = read.branchCount ?? branchCount;
    for (const [oid, content] of read.contents) contents.set(oid, content);
    if (read.shared !== null) sharedFiles.keepUsual(read.shared);
  };
  const readFiles: Repository['readFiles'] = async (paths) => {
    const { files } = await tree();
    const entries = paths.flatMap((path) => files.get(path) ?? []);
    const missing = entries.filter(({ oid }) => !contents.has(oid));
    if (missing.length > 0) await ask(missing, sharedFiles.unasked());
    const found = (path: string): FileContent =>
      contents.get(files.get(path)?.oid ?? '') ?? { ok: false, reason: 'there is no such file' };
    return new Map(paths.map((path) => [path, found(path)]));
  };
  const askUsual = () => ask([], sharedFiles.unasked());
  const sharedFiles = openSharedFiles({ client, name, readOwn: readFiles, askUsual });
  const stateOf = (branch: string) => known?.branches.get(branch) ?? NOTHING;
  return {
    name: title,
    addresses: [`${host}/${title}`],
    listener,
    head: () => Promise.resolve({ commit, branch: known?.defaultBranch ?? null }),
    listFiles: async () => [...(await tree()).files.keys()],
    readFiles,
    readShared: (address) =>
      asking(`reading the configuration that ${title} extends`, () => sharedFiles.read(address)),
    readHistory: async (wanted, wishes) => {
      // Nothing to open and nothing to close: what there was before does not matter.
      const isIdle = wanted.length === 0 && branchCount === 0;
      if (isIdle && wishes.branchPrefix === branchPrefix) return NO_HISTORY;
      const question = { client, name, identity, branchPrefix: wishes.branchPrefix };
      known = await asking(`reading the pull requests of ${title}`, () =>
        readHistory(question, wanted),
      );
      return known;
    },
    ensureProposal: async (proposal, wishes) => {
      const { id, branch, messages } = writable(title, known);
      const base = { repository: id, commit, branch, files: (await tree()).files };
      const style = houseStyleOf(messages, wishes);
      const state = stateOf(proposal.branch);
      const writing = { client, name, identity, base, style, state, wishes };
      return asking(`proposing on ${title}`, () => ensurePullRequest(proposal, writing));
    },
    withdrawProposal: (withdrawal) =>
      asking(`closing ${withdrawal.past.name} of ${title}`, () =>
        withdrawPullRequest(client, name, withdrawal, stateOf(withdrawal.past.branch)),
      ),
  };
}

/** Where pull requests go to. */
function writable(title: string, known: GitHubHistory | null) {
  if (known === null) throw new Error('the history is to be read before anything is proposed');
  const { id, defaultBranch: branch, isArchived, messages } = known;
  if (branch !== null && !isArchived) return { id, branch, messages };
  const why = isArchived ? 'is archived' : 'has no branch';
  const message = `${title} ${why}, so that nothing can be proposed`;
  throw new CodeHostError(message, { status: null, isRetryable: false, retryAfter: null });
}

import { found, notFound, refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { RepositoryState } from '../model.ts';
import { listAnswer } from '../paging.ts';
import { repositoryRoute } from '../route.ts';
import type { AnyRoute, RepositoryCall } from '../route.ts';
import { printAccount } from '../shapes/account.ts';
import { printCommit } from '../shapes/commit.ts';
import { printFullRepository } from '../shapes/repository.ts';
import { apiOf, pageOfRepository } from '../shapes/view.ts';

export const repositoryRoutes: readonly AnyRoute[] = [
  repositoryRoute('GET /repos/{owner}/{repo}', 'metadata:read', (call) =>
    found(printFullRepository(call, call.repository), {
      'last-modified': new Date(call.repository.updatedAt).toUTCString(),
    }),
  ),
  repositoryRoute('GET /repos/{owner}/{repo}/branches', 'contents:read', (call) => {
    const references = call.repository.git.references('refs/heads/');
    return listAnswer(call, references, ({ name, oid }) =>
      shortBranch(call, branchName(name), oid),
    );
  }),
  repositoryRoute('GET /repos/{owner}/{repo}/branches/{branch}', 'contents:read', getBranch),
  repositoryRoute(
    'GET /repos/{owner}/{repo}/branches/{branch}/protection',
    'administration:read',
    getProtection,
  ),
  repositoryRoute(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    'metadata:read',
    getPermission,
  ),
  repositoryRoute('GET /repos/{owner}/{repo}/rules/branches/{branch}', 'metadata:read', (call) =>
    listAnswer(call, rulesOf(call.repository, call.params['branch'] ?? ''), (rule) => rule),
  ),
];

function branchName(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}

function shortBranch(call: RepositoryCall, name: string, sha: string) {
  return {
    name,
    commit: { sha, url: `${apiOf(call, call.repository)}/commits/${sha}` },
    protected: call.repository.protections.has(name),
  };
}

function getBranch(call: RepositoryCall): Answer {
  const { repository } = call;
  const name = call.params['branch'] ?? '';
  const oid = repository.git.resolve(`refs/heads/${name}`);
  const commit = oid === null ? null : repository.git.commit(oid);
  if (commit === null) throw refusal(404, 'Branch not found');
  const self = `${apiOf(call, repository)}/branches/${name}`;
  const protection = repository.protections.get(name);
  const contexts = protection?.requiredStatusChecks ?? [];
  const level = contexts.length > 0 ? 'non_admins' : 'off';
  return found({
    name,
    commit: printCommit(call, repository, commit),
    _links: { self, html: `${pageOfRepository(call, repository)}/tree/${name}` },
    protected: protection !== undefined,
    protection: {
      enabled: protection !== undefined,
      required_status_checks: { enforcement_level: level, contexts, checks: [] },
    },
    protection_url: `${self}/protection`,
  });
}

function getProtection(call: RepositoryCall): Answer {
  const name = call.params['branch'] ?? '';
  const protection = call.repository.protections.get(name);
  if (protection === undefined) throw refusal(404, 'Branch not protected');
  const url = `${apiOf(call, call.repository)}/branches/${name}/protection`;
  const { requiredApprovals: count } = protection;
  const reviews = {
    url: `${url}/required_pull_request_reviews`,
    dismiss_stale_reviews: false,
    require_code_owner_reviews: false,
    required_approving_review_count: count ?? 0,
  };
  return found({
    url,
    enforce_admins: { url: `${url}/enforce_admins`, enabled: false },
    allow_force_pushes: { enabled: protection.allowsForcePushes ?? false },
    allow_deletions: { enabled: protection.allowsDeletions ?? false },
    ...(count === undefined ? {} : { required_pull_request_reviews: reviews }),
  });
}

/** Rules of a branch, as its protection implies them (REST, "Get rules for a branch"). */
function rulesOf(repository: RepositoryState, branch: string): readonly object[] {
  const protection = repository.protections.get(branch);
  if (protection?.requiresPullRequest !== true) return [];
  const source = {
    ruleset_source_type: 'Repository',
    ruleset_source: `${repository.owner.login}/${repository.name}`,
    ruleset_id: repository.id,
  };
  const parameters = {
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_approving_review_count: protection.requiredApprovals ?? 0,
    required_review_thread_resolution: false,
  };
  return [{ type: 'pull_request', parameters, ...source }];
}

/** REST, "Get repository permissions for a user": maintain is told as write, triage as read. */
function getPermission(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const login = call.params['username'] ?? '';
  const account = world.accounts.get(login.toLowerCase());
  if (account === undefined) throw notFound();
  const role = world.permissionOf(login, repository);
  const legacy: Readonly<Record<string, string>> = { maintain: 'write', triage: 'read' };
  const at = ['none', 'read', 'triage', 'write', 'maintain', 'admin'].indexOf(role);
  const permissions = {
    admin: at >= 5,
    maintain: at >= 4,
    push: at >= 3,
    triage: at >= 2,
    pull: at >= 1,
  };
  return found({
    permission: legacy[role] ?? role,
    role_name: role,
    user: { ...printAccount(call, account), permissions, role_name: role },
  });
}

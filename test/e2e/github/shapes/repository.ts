import type { RepositoryState } from '../model.ts';
import { fullNameOf } from '../world.ts';
import { printAccount } from './account.ts';
import { apiOf, pageOfRepository } from './view.ts';
import type { View } from './view.ts';

/** Names of the collections whose addresses a repository lists, and what follows in their templates. */
const COLLECTIONS: readonly (readonly [string, string])[] = [
  ['archive', '/{archive_format}{/ref}'],
  ['assignees', '/assignees{/user}'],
  ['blobs', '/git/blobs{/sha}'],
  ['branches', '/branches{/branch}'],
  ['collaborators', '/collaborators{/collaborator}'],
  ['comments', '/comments{/number}'],
  ['commits', '/commits{/sha}'],
  ['compare', '/compare/{base}...{head}'],
  ['contents', '/contents/{+path}'],
  ['contributors', '/contributors'],
  ['deployments', '/deployments'],
  ['downloads', '/downloads'],
  ['events', '/events'],
  ['forks', '/forks'],
  ['git_commits', '/git/commits{/sha}'],
  ['git_refs', '/git/refs{/sha}'],
  ['git_tags', '/git/tags{/sha}'],
  ['hooks', '/hooks'],
  ['issue_comment', '/issues/comments{/number}'],
  ['issue_events', '/issues/events{/number}'],
  ['issues', '/issues{/number}'],
  ['keys', '/keys{/key_id}'],
  ['labels', '/labels{/name}'],
  ['languages', '/languages'],
  ['merges', '/merges'],
  ['milestones', '/milestones{/number}'],
  ['notifications', '/notifications{?since,all,participating}'],
  ['pulls', '/pulls{/number}'],
  ['releases', '/releases{/id}'],
  ['stargazers', '/stargazers'],
  ['statuses', '/statuses/{sha}'],
  ['subscribers', '/subscribers'],
  ['subscription', '/subscription'],
  ['tags', '/tags'],
  ['teams', '/teams'],
  ['trees', '/git/trees{/sha}'],
];

/** A `minimal-repository` with what `repository` has besides. */
export function printRepository(view: View, repository: RepositoryState) {
  const url = apiOf(view, repository);
  const page = pageOfRepository(view, repository);
  const openIssues = [...repository.issues.values()].filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: view.world.ids.print('Repository', repository.id),
    name: repository.name,
    full_name: fullNameOf(repository),
    private: repository.private,
    owner: printAccount(view, repository.owner),
    html_url: page,
    description: repository.description,
    fork: repository.fork !== null,
    url,
    ...Object.fromEntries(COLLECTIONS.map(([name, path]) => [`${name}_url`, `${url}${path}`])),
    git_url: `git://${page.replace(/^https?:\/\//, '')}.git`,
    ssh_url: `git@${page.replace(/^https?:\/\//, '').replace('/', ':')}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: repository.isMirror ? 'https://git.example.org/mirrored.git' : null,
    homepage: null,
    size: repository.size,
    stargazers_count: repository.stars,
    watchers_count: repository.stars,
    language: repository.language,
    has_issues: repository.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    archived: repository.archived,
    disabled: false,
    open_issues_count: openIssues,
    license: printLicence(repository.licence),
    allow_forking: repository.allowForking,
    is_template: false,
    web_commit_signoff_required: repository.wantsSignOff,
    topics: repository.topics,
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: openIssues,
    watchers: repository.stars,
    default_branch: repository.defaultBranch,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: false },
  };
}

function printLicence(spdx_id: string | null) {
  if (spdx_id === null) return null;
  return { key: spdx_id.toLowerCase(), name: spdx_id, spdx_id, url: null, node_id: `L_${spdx_id}` };
}

/** A `full-repository`. */
export function printFullRepository(view: View, repository: RepositoryState): object {
  const { owner, fork } = repository;
  const parent = fork === null ? null : printRepository(view, fork);
  return {
    ...printRepository(view, repository),
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    network_count: 0,
    subscribers_count: 0,
    ...(owner.type === 'Organization' ? { organization: printAccount(view, owner) } : {}),
    ...(parent === null ? {} : { parent, source: parent }),
  };
}

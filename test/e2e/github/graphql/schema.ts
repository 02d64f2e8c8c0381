import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Connections of the schema; `CommitHistory:Commit` where one is not named for its nodes. */
const CONNECTIONS = [
  'Ref',
  'Repository',
  'RepositoryTopic',
  'Issue',
  'PullRequest',
  'Label',
  'Milestone',
  'User',
  'Commit',
  'CommitHistory:Commit',
  'IssueComment',
  'PullRequestChangedFile',
  'PullRequestCommit',
  'ReviewRequest',
  'PullRequestReview',
  'PullRequestTimelineItems',
  'IssueTimelineItems',
  'SearchResultItem',
];

/**
 * What we know of GitHub's GraphQL API: names, arguments and types are those of its public schema
 * (docs.github.com/graphql; `npm run github-description` compares).
 */
export function readSchema(folder = schemaFolder()): string {
  const parts = ['root', 'repository', 'issues'].map((name) =>
    readFileSync(join(folder, `${name}.graphql`), 'utf8'),
  );
  return [...parts, connections(CONNECTIONS)].join('\n');
}

/** Bundled into a script, it finds the project by the current folder. */
function schemaFolder(): string {
  const beside = join(import.meta.dirname, 'schema');
  return existsSync(beside) ? beside : 'test/e2e/github/graphql/schema';
}

function connections(names: readonly string[]): string {
  const edges = new Set<string>();
  const types = names.map((name) => {
    const [connection = '', node = connection] = name.split(':');
    edges.add(`type ${node}Edge { cursor: String! node: ${node} }`);
    const total = node === 'SearchResultItem' ? 'issueCount' : 'totalCount';
    const filtered = node.endsWith('TimelineItems') ? 'filteredCount: Int!' : '';
    return `type ${connection}Connection { edges: [${node}Edge] nodes: [${node}] pageInfo: PageInfo! ${total}: Int! ${filtered} }`;
  });
  return [...types, ...edges].join('\n');
}

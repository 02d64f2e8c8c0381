import { ownField, ownText } from '../vocabulary/own-field.ts';

/** Deeper answers are none of GitHub's. */
const DEEPEST = 8;
/** Keys under which GitHub's answers have repositories; others are not entered. */
const ENTERED = ['data', 'viewer', 'search', 'organization', 'user', 'enterprise'] as const;
const LISTED = ['repository', 'repositories', 'nodes', 'edges', 'node'] as const;

export interface AlertedRepository {
  readonly name: string | null;
  readonly alerts: readonly unknown[];
}

/** Every repository with `vulnerabilityAlerts` in an answer of GitHub's GraphQL interface, however the query got there. */
export function repositoriesIn(document: unknown, depth = 0): readonly AlertedRepository[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(document)) return document.flatMap((one) => repositoriesIn(one, depth + 1));
  const alerts = ownField(document, 'vulnerabilityAlerts');
  if (alerts !== undefined) return [{ name: nameOf(document), alerts: nodesOf(alerts) }];
  return [...ENTERED, ...LISTED].flatMap((key) => {
    const inner = ownField(document, key);
    return inner === undefined ? [] : repositoriesIn(inner, depth + 1);
  });
}

function nodesOf(alerts: unknown): readonly unknown[] {
  const nodes = ownField(alerts, 'nodes');
  if (Array.isArray(nodes)) return nodes;
  const edges = ownField(alerts, 'edges');
  return Array.isArray(edges) ? edges.map((edge) => ownField(edge, 'node')) : [];
}

function nameOf(repository: unknown): string | null {
  const address = /^https:\/\/[^/]+\/([^/]{1,100}\/[^/]{1,100})$/.exec(
    ownText(repository, 'url') ?? '',
  );
  return ownText(repository, 'nameWithOwner') ?? address?.[1] ?? ownText(repository, 'name');
}

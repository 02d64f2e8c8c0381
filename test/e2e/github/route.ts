import type { Answer } from './answer.ts';
import type { RequestBody } from './body.ts';
import type { Deeds } from './deeds.ts';
import type { Account, Installation, Permissions, RepositoryState } from './model.ts';
import type { View } from './shapes/view.ts';

/** `app`: a JWT of the app; `installation`: a token with one of these permissions, or a person's; `anyone`: all of them. */
export type Access =
  | { readonly as: 'app' | 'anyone' | 'public' }
  | { readonly as: 'installation'; readonly anyOf: readonly string[] };

export type Caller =
  | { readonly kind: 'app' }
  | { readonly kind: 'nobody' }
  | {
      /** A personal access token (classic), which may do what the person may, as far as its scopes go. */
      readonly kind: 'person';
      readonly account: Account;
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'installation';
      readonly token: string;
      readonly installation: Installation;
      readonly permissions: Permissions;
      /** Ids of the only repositories that the token may see; null for all of the installation. */
      readonly repositoryIds: ReadonlySet<number> | null;
    };

/** A request; its view prints addresses below the base of the API that was asked. */
export interface Call extends View {
  readonly deeds: Deeds;
  readonly caller: Caller;
  /** Who does it: the app's bot, or the person whose token it is. */
  readonly actor: Account;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: RequestBody;
  /** Address that was asked, without its query. */
  readonly url: string;
  readonly options: HostLimits;
}

export interface HostLimits {
  /** Entries after which a recursive tree is cut; GitHub's is 100,000 (REST, "Get a tree"). */
  readonly maxTreeEntries: number;
}

/** A call about one repository, which exists and may be seen. */
export interface RepositoryCall extends Call {
  readonly repository: RepositoryState;
}

export interface Route {
  readonly method: string;
  /** As in GitHub's description of the API: `/repos/{owner}/{repo}/git/trees/{tree_sha}`. */
  readonly template: string;
  readonly access: Access;
  readonly answer: (call: Call) => Answer | Promise<Answer>;
}

/** Writes that an archived repository takes (none of them changes it). */
interface RepositoryRouteOptions {
  readonly whenArchived?: 'allowed';
}

/** Needs `contents:read`, or any of several such. */
export function repositoryRoute(
  endpoint: string,
  permission: string | readonly string[],
  answer: (call: RepositoryCall) => Answer | Promise<Answer>,
  { whenArchived }: RepositoryRouteOptions = {},
): RepositoryRoute {
  const [method = '', template = ''] = endpoint.split(' ');
  const anyOf = typeof permission === 'string' ? [permission] : permission;
  const writes = method !== 'GET' && whenArchived !== 'allowed';
  return { method, template, access: { as: 'installation', anyOf }, writes, ofRepository: answer };
}

export interface RepositoryRoute extends Omit<Route, 'answer'> {
  readonly writes: boolean;
  readonly ofRepository: (call: RepositoryCall) => Answer | Promise<Answer>;
}

export function route(
  endpoint: string,
  as: 'app' | 'anyone' | 'public' | 'installation',
  answer: (call: Call) => Answer | Promise<Answer>,
): Route {
  const [method = '', template = ''] = endpoint.split(' ');
  const access: Access = as === 'installation' ? { as, anyOf: [] } : { as };
  return { method, template, access, answer };
}

/** Parameters whose values may hold slashes. */
const GREEDY = new Set(['ref', 'branch', 'path', 'basehead', 'name', 'commit_sha', 'tree_sha']);

export type AnyRoute = Route | RepositoryRoute;

export interface Match {
  readonly route: AnyRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a path; of several the one with the most fixed segments. */
export class RouteTable {
  readonly #entries: readonly { readonly route: AnyRoute; readonly pattern: RegExp }[];

  constructor(routes: readonly AnyRoute[]) {
    const sorted = [...routes].sort((a, b) => fixedSegments(b) - fixedSegments(a));
    this.#entries = sorted.map((item) => ({ route: item, pattern: patternOf(item.template) }));
  }

  find(method: string, path: string): Match | null {
    for (const { route: item, pattern } of this.#entries) {
      if (item.method !== method) continue;
      const groups = pattern.exec(path)?.groups;
      if (groups !== undefined) return { route: item, params: decode(groups) };
    }
    return null;
  }
}

function fixedSegments({ template }: AnyRoute): number {
  return template.split('/').filter((segment) => !segment.startsWith('{')).length;
}

function patternOf(template: string): RegExp {
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    GREEDY.has(name) ? `(?<${name}>${name === 'path' ? '.*' : '.+'})` : `(?<${name}>[^/]+)`,
  );
  // A named group that matches always keeps `groups` defined, also without parameters.
  return new RegExp(`^${source}(?<end>)$`);
}

function decode(groups: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(groups).filter(([name]) => name !== 'end');
  return Object.fromEntries(entries.map(([name, value]) => [name, decodeURIComponent(value)]));
}

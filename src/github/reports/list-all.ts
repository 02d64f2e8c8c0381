import type { GitHubClient } from '../client.ts';
import { hasStatus } from '../failure.ts';
import type { GatherMemory } from './gather-memory.ts';

/** Items of one page: the most that GitHub gives. */
const PAGE = 100;

/** What pages follow by: numbers, or GitHub's marks (REST, "Using pagination in the REST API"). */
const CURSORS = ['page', 'after'] as const;

export interface WholeList {
  readonly items: readonly unknown[];
  /** Whether there are more than were asked for. */
  readonly isCut: boolean;
}

export interface ListQuestion {
  /** `GET /repos/{owner}/{repo}/…`, a path whose answer is a list. */
  readonly route: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Pages of a hundred. */
  readonly mostPages: number;
}

/** A whole list, page by page; one that came with a single answer is asked for by its ETag the next time. */
export async function listAll(
  client: GitHubClient,
  memory: GatherMemory,
  { route, parameters, mostPages }: ListQuestion,
): Promise<WholeList> {
  const key = `${route}?${new URLSearchParams(parameters).toString()}`;
  const known = memory.lists.get(key);
  const items: unknown[] = [];
  let cursor: Readonly<Record<string, string>> | null = {};
  for (let page = 0; cursor !== null; page += 1) {
    if (page === mostPages) return { items, isCut: true };
    const etag: string | null = page === 0 ? (known?.etag ?? null) : null;
    const answer = await readPage(client, route, { ...parameters, ...cursor }, etag);
    if (answer === 'unchanged') return { items: known?.items ?? [], isCut: false };
    items.push(...answer.items);
    cursor = cursorIn(answer.link);
    const isWhole = page === 0 && cursor === null;
    if (isWhole && answer.etag !== null) memory.lists.set(key, { etag: answer.etag, items });
  }
  return { items, isCut: false };
}

interface PageAnswer {
  readonly items: readonly unknown[];
  readonly link: string;
  readonly etag: string | null;
}

async function readPage(
  { request }: GitHubClient,
  route: string,
  parameters: Readonly<Record<string, string>>,
  etag: string | null,
): Promise<PageAnswer | 'unchanged'> {
  try {
    const headers = etag === null ? {} : { 'if-none-match': etag };
    const answer = await request(route, { ...parameters, per_page: PAGE, headers });
    // The types know nothing of a route that is no literal.
    const content: unknown = answer.data;
    const items: readonly unknown[] = Array.isArray(content) ? content : [];
    return { items, link: answer.headers.link ?? '', etag: answer.headers.etag ?? null };
  } catch (error) {
    if (hasStatus(error, 304)) return 'unchanged';
    throw error;
  }
}

/** Only the mark is taken of the address of the next page: requests go where we send them. */
function cursorIn(link: string): Readonly<Record<string, string>> | null {
  const next = link.split(',').find((one) => /;\s*rel="next"/.test(one));
  const address = /<([^<>]+)>/.exec(next ?? '')?.[1];
  if (address === undefined || !URL.canParse(address)) return null;
  const query = new URL(address).searchParams;
  const name = CURSORS.find((one) => query.has(one));
  return name === undefined ? null : { [name]: query.get(name) ?? '' };
}

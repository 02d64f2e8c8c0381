import * as z from 'zod';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import { nextPage } from './paging.ts';
import { NOT_MODIFIED } from './question.ts';
import { parseJson, readBytes } from '../http/read-body.ts';
import type { Session } from './session.ts';

/** The distribution specification recommends at least 100; registries cut what is more than they send. */
const PAGE_SIZE = 1000;
const MOST_PAGES = 1200;
const MOST_TAGS = 1_000_000;
/** Bytes; some registries send all tags at once, with their manifests. */
const LARGEST_PAGE = 128 * 1024 ** 2;

const pageSchema = z.object({ tags: z.array(z.string()).nullish() });

/** The distribution specification, "Pulling manifests": what is no tag is left out. */
const TAG = /^\w[\w.-]{0,127}$/;

export interface TagList {
  readonly tags: readonly string[];
  /** RFC 3339 push dates of tags, where the registry tells them along. */
  readonly dates: Readonly<Record<string, string>>;
  /** Only of lists of one page: that of the first of many says nothing about the others. */
  readonly etag: string | null;
}

/** All tags of a repository, page by page; `unchanged` when they are those of the entity tag. */
export async function listTags(
  session: Session,
  endpoint: Endpoint,
  etag: string | null,
  signal: AbortSignal,
): Promise<TagList | 'unchanged'> {
  const tags = new Set<string>();
  const dates = new Map<string, string>();
  const seen = new Set<string>();
  let address: URL | null = firstPage(session, endpoint);
  let lastEtag: string | null = null;
  while (address !== null) {
    if (seen.has(address.href) || seen.size >= MOST_PAGES || tags.size > MOST_TAGS) {
      throw endless(endpoint);
    }
    seen.add(address.href);
    const page = await readPage(session, endpoint, address, seen.size === 1 ? etag : null, signal);
    if (page === 'unchanged') return page;
    for (const tag of page.tags) if (TAG.test(tag)) tags.add(tag);
    for (const [tag, date] of page.dates) dates.set(tag, date);
    address = page.next;
    lastEtag = page.etag;
  }
  return {
    tags: [...tags],
    dates: Object.fromEntries(dates),
    etag: seen.size === 1 ? lastEtag : null,
  };
}

interface Page {
  readonly tags: readonly string[];
  readonly dates: ReadonlyMap<string, string>;
  readonly next: URL | null;
  readonly etag: string | null;
}

async function readPage(
  session: Session,
  endpoint: Endpoint,
  address: URL,
  etag: string | null,
  signal: AbortSignal,
): Promise<Page | 'unchanged'> {
  const headers = etag === null ? {} : { 'if-none-match': etag };
  const question = { method: 'GET', path: address, headers } as const;
  return session.ask(endpoint, question, signal, async (response) => {
    if (response.status === NOT_MODIFIED) return 'unchanged';
    const quirk = session.quirkOf(endpoint);
    const answer = parseJson(await readBytes(response, LARGEST_PAGE, address.host), address.host);
    const read = pageSchema.safeParse(answer);
    if (!read.success) {
      const message = `${address.host} answers something that is no list of tags`;
      throw new ExternalError('invalid-answer', message, { cause: read.error });
    }
    return {
      tags: read.data.tags ?? [],
      dates: quirk?.readTagDates?.(answer) ?? new Map<string, string>(),
      next: nextPage(address, response.headers.get('link'), quirk),
      etag: response.headers.get('etag'),
    };
  });
}

function firstPage(session: Session, endpoint: Endpoint): URL {
  const { origin, repository } = endpoint;
  const address = new URL(`${origin}/v2/${repository}/tags/list`);
  const quirk = session.quirkOf(endpoint);
  const size = quirk?.pageSize === undefined ? PAGE_SIZE : quirk.pageSize;
  if (size !== null) address.searchParams.set('n', String(size));
  return address;
}

function endless({ host }: Endpoint): ExternalError {
  const message = `${host} sends more than ${MOST_PAGES} pages or ${MOST_TAGS} tags, or the same page again`;
  return new ExternalError('too-large', message);
}

import { found } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './route.ts';

const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** One page of a list with GitHub's Link header (REST, "Using pagination"); bad numbers count as missing. */
export function pageOf<T>(call: Call, all: readonly T[], maxPerPage = MAX_PER_PAGE): Page<T> {
  const perPage = Math.min(positive(call.query.get('per_page')) ?? DEFAULT_PER_PAGE, maxPerPage);
  const page = positive(call.query.get('page')) ?? 1;
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const relations: [string, number][] = [];
  if (page > 1) relations.push(['prev', Math.min(page - 1, last)]);
  if (page < last) relations.push(['next', page + 1], ['last', last]);
  if (page > 1) relations.push(['first', 1]);
  const link = relations.map(([name, number]) => `<${addressOf(call, number)}>; rel="${name}"`);
  return {
    items: all.slice((page - 1) * perPage, page * perPage),
    headers: link.length === 0 ? {} : { link: link.join(', ') },
  };
}

export function listAnswer<T>(call: Call, all: readonly T[], print: (item: T) => unknown): Answer {
  const { items, headers } = pageOf(call, all);
  return found(items.map(print), headers);
}

/** A list inside an object that also says how many there are, such as `check_runs`. */
export function countedAnswer<T>(
  call: Call,
  name: string,
  all: readonly T[],
  print: (item: T) => unknown,
): Answer {
  const { items, headers } = pageOf(call, all);
  return found({ total_count: all.length, [name]: items.map(print) }, headers);
}

/** Lists that page by cursors (REST, "List Dependabot alerts for a repository", "List deliveries for an app webhook") have only `next`. */
export function cursorAnswer(
  call: Call,
  all: readonly unknown[],
  name: 'after' | 'cursor' = 'after',
): Answer {
  const perPage = Math.min(positive(call.query.get('per_page')) ?? DEFAULT_PER_PAGE, MAX_PER_PAGE);
  const after = call.query.get(name);
  const start = after === null ? 0 : Number(Buffer.from(after, 'base64').toString());
  const end = start + perPage;
  const items = all.slice(start, end);
  if (end >= all.length) return found(items);
  const query = new URLSearchParams(call.query);
  query.set(name, Buffer.from(String(end)).toString('base64'));
  return found(items, { link: `<${call.url}?${query.toString()}>; rel="next"` });
}

function addressOf(call: Call, page: number): string {
  const query = new URLSearchParams(call.query);
  query.set('page', String(page));
  return `${call.url}?${query.toString()}`;
}

function positive(text: string | null): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : null;
}

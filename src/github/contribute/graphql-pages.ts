import { z } from 'zod';

/** What GraphQL answers of a list that goes on. */
export interface Page<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Fields of every page, for a query. */
export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

export const pageInfoSchema = z.object({
  hasNextPage: z.boolean(),
  endCursor: z.string().nullable(),
});

export interface Pages<Item> {
  readonly items: readonly Item[];
  /** Whether there was more than was looked at. */
  readonly isCut: boolean;
}

/** Follows a list from its first page, `most` pages at most; ends early where `isEnough` says so of what is there. */
export async function followPages<Item>(
  first: Page<Item>,
  most: number,
  ask: (after: string) => Promise<Page<Item>>,
  isEnough: (items: readonly Item[]) => boolean = () => false,
): Promise<Pages<Item>> {
  const items = [...first.nodes];
  let { pageInfo } = first;
  for (let page = 1; page < most; page += 1) {
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null || isEnough(items)) break;
    const next = await ask(pageInfo.endCursor);
    items.push(...next.nodes);
    ({ pageInfo } = next);
  }
  return { items, isCut: pageInfo.hasNextPage && !isEnough(items) };
}

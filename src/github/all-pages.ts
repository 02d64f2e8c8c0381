/** The most that one page of a list holds. */
export const PAGE_SIZE = 100;

/** Asks for one page after another, counted from 1, until one is not full; `most` pages at most. */
export async function allPages<Item>(
  most: number,
  ask: (page: number) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page = 1; page <= most; page += 1) {
    const some = await ask(page);
    items.push(...some);
    if (some.length < PAGE_SIZE) break;
  }
  return items;
}

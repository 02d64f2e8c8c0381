import type {
  ListedRepository,
  ReadRepositoryPage,
  RepositoryPage,
} from '../../remediation/sweep/repository-list.ts';
import { patiently } from './patiently.ts';
import type { Patience } from './patiently.ts';

/** A repository of a list, and how many there are. */
export interface ListItem {
  readonly repository: ListedRepository;
  readonly total: number;
}

/** The repositories of all pages, each once; a page is read when the one before is used up. */
export async function* listAll(
  readPage: ReadRepositoryPage,
  patience: Patience,
): AsyncGenerator<ListItem> {
  const seen = new Set<number>();
  let after: string | null = null;
  do {
    const asked: string | null = after;
    const page: RepositoryPage = await patiently(patience, () => readPage(asked));
    for (const repository of page.repositories) {
      // One that was moved by a change in between comes twice.
      if (seen.has(repository.id)) continue;
      seen.add(repository.id);
      yield { repository, total: page.total };
    }
    if (page.next === asked) return;
    after = page.next;
  } while (after !== null && !patience.isStopped());
}

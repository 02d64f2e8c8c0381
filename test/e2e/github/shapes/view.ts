import type { RepositoryState } from '../model.ts';
import type { World } from '../world.ts';
import { fullNameOf } from '../world.ts';

/** What printing an answer needs: the state, and the base of the API in its addresses. */
export interface View {
  readonly world: World;
  /** `http://127.0.0.1:5000`, or with `/api/v3` as on GitHub Enterprise Server. */
  readonly api: string;
}

/** Address of a repository in the API. */
export function apiOf({ api }: View, repository: RepositoryState): string {
  return `${api}/repos/${fullNameOf(repository)}`;
}

/** Address of a repository's page. */
export function pageOfRepository({ world }: View, repository: RepositoryState): string {
  return `${world.origin}/${fullNameOf(repository)}`;
}

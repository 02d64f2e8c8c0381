import type { ReportStore } from '../github/reports/report-store.ts';
import {
  installationSchema,
  placeOfBrief,
  placeOfEvent,
  repositorySchema,
} from './event-payload.ts';
import type { Place } from './app-job.ts';
import type { ProposalTally } from './stores/proposal-tally.ts';
import type { RememberedHeads } from './stores/remembered-heads.ts';
import type { WatchedFiles } from './stores/watched-files.ts';

/** Everything that is kept of repositories. */
export interface Memories {
  readonly heads: Pick<RememberedHeads, 'forget'>;
  readonly watched: Pick<WatchedFiles, 'remember'>;
  readonly tally: Pick<ProposalTally, 'forget'>;
  readonly reports: { readonly store: Pick<ReportStore, 'forget'> };
}

/** Repositories that were deleted, or that the app was taken off, by an event; one that is suspended is still there. */
export function goneOfEvent(event: string, payload: unknown): readonly Place[] {
  if (event === 'installation' || event === 'installation_repositories') {
    const { action, installation, ...lists } = installationSchema.parse(payload);
    const all = action === 'deleted' ? lists.repositories : lists.repositories_removed;
    return all.map((one) => placeOfBrief(installation.id, one));
  }
  if (event !== 'repository') return [];
  const { action, ...rest } = repositorySchema.parse(payload);
  return action === 'deleted' ? [placeOfEvent(rest)] : [];
}

/** Keeps nothing of a repository any more. */
export async function forgetPlace({ id, owner, repo }: Place, memories: Memories): Promise<void> {
  const { heads, watched, tally, reports } = memories;
  await heads.forget(id);
  await watched.remember(id, null);
  await tally.forget(id);
  await reports.store.forget({ owner, repo });
}

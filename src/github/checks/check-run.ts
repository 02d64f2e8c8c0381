import { fingerprintOf } from '../../findings/fingerprint.ts';
import { allPages, PAGE_SIZE } from '../all-pages.ts';
import type { GitHubClient, RepositoryName } from '../client.ts';
import type { GitHubIdentity } from '../identity.ts';
import type { Annotation } from './annotations.ts';
import type { CheckOutput } from './check-output.ts';

/** What the check is called beside a pull request. */
const CHECK_NAME = 'Seaworthy';

/** GitHub takes no more annotations with one request, and adds those of later ones. */
const BATCH = 50;
const MOST_PAGES = 10;

export interface CheckRunPlace {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  readonly pullNumber: number;
  /** Commit at the head of the pull request. */
  readonly commit: string;
  /** The check run that somebody wants once more; null where nobody asked. */
  readonly rerequested: number | null;
}

const EXTERNAL_ID = /^pull-([1-9]\d{0,9})-[0-9a-f]{16}$/;

/** The pull request that a check run of ours is about; GitHub itself does not tell it of forks. */
export function pullOfCheck(externalId: string): number | null {
  const number = EXTERNAL_ID.exec(externalId)?.[1];
  return number === undefined ? null : Number(number);
}

/**
 * A check run that says exactly this: found by what it says, begun where there is none, and gone on with where it was
 * left. GitHub shows the newest of one name.
 */
export async function ensureCheckRun(
  place: CheckRunPlace,
  output: CheckOutput,
): Promise<'created' | 'continued' | 'unchanged'> {
  const { client, name, commit, pullNumber, rerequested } = place;
  const said = fingerprintOf(JSON.stringify([rerequested, commit, output]));
  const externalId = `pull-${pullNumber}-${said}`;
  const known = await findRun(place, externalId);
  if (known?.status === 'completed') return 'unchanged';
  if (known !== null) {
    await addRest(place, Number(known.id), output, known.output.annotations_count);
    return 'continued';
  }
  const { data } = await client.request('POST /repos/{owner}/{repo}/check-runs', {
    ...name,
    name: CHECK_NAME,
    head_sha: commit,
    external_id: externalId,
    ...batchOf(output, 0),
  });
  if (output.annotations.length > BATCH) await addRest(place, Number(data.id), output, BATCH);
  return 'created';
}

async function findRun({ client, name, identity, commit }: CheckRunPlace, externalId: string) {
  const runs = await allPages(MOST_PAGES, async (page) => {
    const { data } = await client.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...name,
      ref: commit,
      check_name: CHECK_NAME,
      filter: 'all',
      page,
      per_page: PAGE_SIZE,
    });
    return data.check_runs;
  });
  const found = runs.find(
    ({ app, external_id }) =>
      external_id === externalId && `${app?.slug ?? ''}[bot]` === identity.login,
  );
  return found ?? null;
}

/** Those from `start` on, and the conclusion with the last of them. */
async function addRest(
  { client, name }: CheckRunPlace,
  check_run_id: number,
  output: CheckOutput,
  start: number,
): Promise<void> {
  let next = start;
  do {
    await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...name,
      check_run_id,
      ...batchOf(output, next),
    });
    next += BATCH;
  } while (next < output.annotations.length);
}

function batchOf({ title, summary, annotations, conclusion }: CheckOutput, start: number) {
  const some: Annotation[] = annotations.slice(start, start + BATCH);
  const output = { title, summary, annotations: some };
  const isLast = start + BATCH >= annotations.length;
  return isLast
    ? { status: 'completed' as const, conclusion, output }
    : { status: 'in_progress' as const, output };
}

import { z } from 'zod';
import type { Gathering } from './gathering.ts';

/** Runs that are looked at, newest first, and workflows whose artifacts are listed. */
const RUNS = 50;
const MOST_WORKFLOWS = 5;

/** A run of these is about a change that nobody has agreed to yet. */
const PROPOSED = /^pull_request/;

const runsSchema = z.object({
  workflow_runs: z.array(
    z.object({
      id: z.number(),
      workflow_id: z.number(),
      event: z.string(),
      head_branch: z.string().nullable(),
      repository: z.object({ id: z.number() }),
      head_repository: z.object({ id: z.number() }).nullable(),
    }),
  ),
});
type Run = z.infer<typeof runsSchema>['workflow_runs'][number];

const artifactSchema = z.object({
  id: z.number(),
  name: z.string(),
  size_in_bytes: z.number(),
  expired: z.boolean(),
});
export type Artifact = z.infer<typeof artifactSchema>;

const artifactsSchema = z.object({ artifacts: z.array(artifactSchema) });

/** The newest successful run of each workflow on the default branch; none of a fork, whose branch may have the same name. */
export async function newestRuns({ client, name, findBranch }: Gathering): Promise<readonly Run[]> {
  const branch = await findBranch();
  const { data } = await client.request('GET /repos/{owner}/{repo}/actions/runs', {
    ...name,
    branch,
    status: 'success',
    exclude_pull_requests: true,
    per_page: RUNS,
  });
  const newest = new Map<number, Run>();
  for (const run of runsSchema.parse(data).workflow_runs) {
    const isOwn = run.head_repository?.id === run.repository.id && run.head_branch === branch;
    const counts = isOwn && !PROPOSED.test(run.event) && !newest.has(run.workflow_id);
    if (counts) newest.set(run.workflow_id, run);
  }
  return [...newest.values()].slice(0, MOST_WORKFLOWS);
}

/** Those that can still be downloaded. */
export async function listArtifacts(
  { client, name }: Gathering,
  { id }: Run,
): Promise<readonly Artifact[]> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts';
  const { data } = await client.request(route, { ...name, run_id: id, per_page: 100 });
  return artifactsSchema.parse(data).artifacts.filter(({ expired }) => !expired);
}

/** Where the archive lies: on another host, with a signature in the address. Null where GitHub does not say. */
export async function artifactAddress(
  { client, name }: Gathering,
  { id }: Artifact,
): Promise<string | null> {
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';
  const { headers } = await client.request(route, {
    ...name,
    artifact_id: id,
    archive_format: 'zip',
    // Who follows would take our token along, or would have to be trusted not to.
    request: { redirect: 'manual' },
  });
  return headers.location ?? null;
}

import type { Rule } from '../findings/rule.ts';
import { tickedBoxes } from '../remediation/body/boxes.ts';
import { hasDashboardMark, readRequests, writeDashboard } from '../remediation/body/dashboard.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import type { GitHubClient, RepositoryName } from './client.ts';
import { readPull } from './commands/place.ts';
import { forget } from './commands/recreate.ts';
import { asking, hasStatus, messageOf } from './failure.ts';
import type { GitHubIdentity } from './identity.ts';

export interface DashboardDeps {
  readonly client: GitHubClient;
  readonly name: RepositoryName;
  readonly identity: GitHubIdentity;
  readonly rules: readonly Rule[];
  /** The section `dashboard` of the configuration. */
  readonly settings: { readonly enabled: boolean; readonly title: string };
}

/** `absent`: there is none, and none is wanted. */
export type DashboardOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'closed' | 'absent' }
  /** Issues are turned off. */
  | { readonly kind: 'refused'; readonly reason: string };

interface FoundIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
}

const PAGE = 100;

/** Our issues and pull requests, oldest first, are looked through for so many pages. */
const MOST_PAGES = 10;

/**
 * One issue that shows the report, written only where it changes; where the option is off it is closed. Of several, which
 * two runs at once may make, the oldest stays.
 */
export async function ensureDashboard(
  deps: DashboardDeps,
  report: RemediationReport,
): Promise<DashboardOutcome> {
  const { owner, repo } = deps.name;
  return asking(`writing the dashboard of ${owner}/${repo}`, async () => {
    try {
      const found = await findDashboards(deps);
      return deps.settings.enabled ? await show(deps, found, report) : await closeAll(deps, found);
    } catch (error) {
      if (!hasStatus(error, 410)) throw error;
      return { kind: 'refused', reason: messageOf(error) };
    }
  });
}

/** What people have ticked on the dashboard; refusals that they take back are forgotten at once. To be called before a look. */
export async function takeDashboardRequests(deps: DashboardDeps): Promise<ReadonlySet<string>> {
  const { owner, repo } = deps.name;
  return asking(`reading the dashboard of ${owner}/${repo}`, async () => {
    const [first] = await findDashboards(deps);
    const { requested, again } = readRequests(tickedBoxes(first?.body ?? ''));
    for (const number of again) {
      const pull = await readOrNull(deps, number);
      if (pull?.state === 'closed') await forget(deps, pull);
    }
    return requested;
  });
}

/** A number that somebody has written may be that of an issue, or of nothing. */
async function readOrNull(deps: DashboardDeps, number: number) {
  try {
    return await readPull(deps, number);
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}

async function show(
  deps: DashboardDeps,
  [first, ...others]: readonly FoundIssue[],
  report: RemediationReport,
): Promise<DashboardOutcome> {
  const { client, name, settings } = deps;
  const text = { title: settings.title, body: writeDashboard(report) };
  if (first === undefined) {
    await client.request('POST /repos/{owner}/{repo}/issues', { ...name, ...text });
    return { kind: 'created' };
  }
  await closeAll(deps, others);
  const isSame = first.body.replaceAll('\r\n', '\n').trim() === text.body.trim();
  if (first.isOpen && isSame && first.title === text.title) return { kind: 'unchanged' };
  await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    ...name,
    issue_number: first.number,
    state: 'open',
    ...text,
  });
  return { kind: 'updated' };
}

async function closeAll(
  { client, name }: DashboardDeps,
  found: readonly FoundIssue[],
): Promise<DashboardOutcome> {
  const open = found.filter(({ isOpen }) => isOpen);
  for (const { number } of open) {
    await client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...name,
      issue_number: number,
      state: 'closed',
      state_reason: 'not_planned',
    });
  }
  return { kind: open.length > 0 ? 'closed' : 'absent' };
}

/** Issues of ours that carry the mark, oldest first. */
async function findDashboards({
  client,
  name,
  identity,
}: DashboardDeps): Promise<readonly FoundIssue[]> {
  const found: FoundIssue[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await client.request('GET /repos/{owner}/{repo}/issues', {
      ...name,
      creator: identity.login,
      state: 'all',
      sort: 'created',
      direction: 'asc',
      per_page: PAGE,
      page,
    });
    for (const { number, title, body, state, pull_request } of data) {
      if (pull_request !== undefined || !hasDashboardMark(body ?? '')) continue;
      found.push({ number, title, body: body ?? '', isOpen: state === 'open' });
    }
    if (data.length < PAGE || found.length > 0) break;
  }
  return found;
}

import type { Rule } from '../findings/rule.ts';
import { tickedBoxes } from '../remediation/body/boxes.ts';
import { hasDashboardMark, readRequests, writeDashboard } from '../remediation/body/dashboard.ts';
import type { RemediationReport } from '../remediation/remediate.ts';
import { readPull } from './commands/place.ts';
import { forget } from './commands/recreate.ts';
import { asking, hasStatus, messageOf } from './failure.ts';
import { findOwnIssues, isSameText, NO_ISSUES } from './own-issue.ts';
import type { IssuePlace, OwnIssue } from './own-issue.ts';

export interface DashboardDeps extends IssuePlace {
  readonly rules: readonly Rule[];
  /** The section `dashboard` of the configuration. */
  readonly settings: { readonly enabled: boolean; readonly title: string };
}

/** `absent`: there is none, and none is wanted. */
export type DashboardOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'closed' | 'absent' }
  /** Issues are turned off, or not for us. */
  | { readonly kind: 'refused'; readonly reason: string };

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
      const found = await findOwnIssues(deps, hasDashboardMark, 'all');
      return deps.settings.enabled ? await show(deps, found, report) : await closeAll(deps, found);
    } catch (error) {
      if (!hasStatus(error, ...NO_ISSUES)) throw error;
      return { kind: 'refused', reason: messageOf(error) };
    }
  });
}

/** What people have ticked on the dashboard; refusals that they take back are forgotten at once. To be called before a look. */
export async function takeDashboardRequests(deps: DashboardDeps): Promise<ReadonlySet<string>> {
  const { owner, repo } = deps.name;
  return asking(`reading the dashboard of ${owner}/${repo}`, async () => {
    const [first] = await findOwnIssues(deps, hasDashboardMark, 'all');
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
  [first, ...others]: readonly OwnIssue[],
  report: RemediationReport,
): Promise<DashboardOutcome> {
  const { client, name, settings } = deps;
  const text = { title: settings.title, body: writeDashboard(report) };
  if (first === undefined) {
    await client.request('POST /repos/{owner}/{repo}/issues', { ...name, ...text });
    return { kind: 'created' };
  }
  await closeAll(deps, others);
  const isSame = isSameText(first.body, text.body);
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
  found: readonly OwnIssue[],
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

import { z } from 'zod';
import type { GatheredReports } from '../../remediation/given-report.ts';
import { readGivenReport } from '../../remediation/read-given-report.ts';
import type { Gathering } from './gathering.ts';
import { listAll } from './list-all.ts';
import type { WholeList } from './list-all.ts';

/** Pages of a hundred alerts. */
const MOST_PAGES = 10;

const CODE_SCANNING = 'GET /repos/{owner}/{repo}/code-scanning/alerts';
const DEPENDABOT = 'GET /repos/{owner}/{repo}/dependabot/alerts';

/** Our own results come back as alerts where they are uploaded: they are no report of a scanner. */
const OURS = 'seaworthy';

const toolSchema = z.object({ tool: z.object({ name: z.string() }) });

/**
 * Alerts of code scanning on the default branch: open ones, and dismissed ones, which silence what other reports say
 * (https://docs.github.com/en/rest/code-scanning/code-scanning: one state a request).
 */
export async function codeScanningReports(gathering: Gathering): Promise<GatheredReports> {
  const ref = `refs/heads/${await gathering.findBranch()}`;
  const open = await alertsOf(gathering, CODE_SCANNING, { ref, state: 'open' });
  const dismissed = await alertsOf(gathering, CODE_SCANNING, { ref, state: 'dismissed' });
  const items = [...open.items, ...dismissed.items].filter((alert) => !isOurs(alert));
  const isCut = open.isCut || dismissed.isCut;
  return reportOf(gathering, 'alerts of code scanning', { items, isCut });
}

/** Alerts of Dependabot, of all ecosystems (https://docs.github.com/en/rest/dependabot/alerts: states with commas). */
export async function dependabotReports(gathering: Gathering): Promise<GatheredReports> {
  const alerts = await alertsOf(gathering, DEPENDABOT, { state: 'open,dismissed,auto_dismissed' });
  return reportOf(gathering, 'alerts of Dependabot', alerts);
}

function alertsOf(
  { client, memory, name }: Gathering,
  route: string,
  wanted: Readonly<Record<string, string>>,
): Promise<WholeList> {
  const parameters = { ...name, ...wanted };
  return listAll(client, memory, { route, parameters, mostPages: MOST_PAGES });
}

function isOurs(alert: unknown): boolean {
  return toolSchema.safeParse(alert).data?.tool.name.toLowerCase() === OURS;
}

/** The readers know alerts by their content, as they do in a file that somebody saved them to. */
function reportOf(
  { readers }: Gathering,
  name: string,
  { items, isCut }: WholeList,
): GatheredReports {
  const cut = isCut ? [`only the first ${MOST_PAGES * 100} ${name} are read`] : [];
  if (items.length === 0) return { reports: [], notices: cut };
  const outcome = readGivenReport({ name, dockerfile: null }, JSON.stringify(items), readers);
  if (!outcome.ok) return { reports: [], notices: [...cut, outcome.problem] };
  return { reports: [outcome.given], notices: [...cut, ...outcome.notices] };
}

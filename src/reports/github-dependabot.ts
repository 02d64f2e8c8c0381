import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import type { Scan } from '../findings/scan-report.ts';
import type { DependabotAlert } from '../scans/dependabot/alert.ts';
import { readGraphAlert } from '../scans/dependabot/graph-alert.ts';
import { repositoriesIn } from '../scans/dependabot/graph-repositories.ts';
import { readRestAlert } from '../scans/dependabot/rest-alert.ts';
import { alertRepository, alertsIn, payloadRepository } from '../scans/vocabulary/github-alerts.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import { ownField, ownText } from '../scans/vocabulary/own-field.ts';

/** An alert, or null for what cannot be read as one, and the repository that it is about. */
interface Written {
  readonly repository: string;
  readonly alert: DependabotAlert | null;
}

/** Dependabot's alerts, one scan a repository. Fixed ones are left out, dismissed ones keep the reason. */
export default {
  id: 'github-dependabot',
  tool: 'Dependabot',
  formats:
    'alerts of Dependabot, as the REST API, the GraphQL API (`vulnerabilityAlerts`) and the events have them',
  recognizes,
  read,
} satisfies ReportReader;

function recognizes(document: unknown): boolean {
  return isRest(document) || isGraph(document);
}

function isRest(document: unknown): boolean {
  const alert = alertsIn(document)[0];
  const isAlert =
    ownField(alert, 'security_advisory') !== undefined &&
    ownField(alert, 'dependency') !== undefined;
  return isAlert || ownText(alert, 'affected_package_name') !== null;
}

function isGraph(document: unknown): boolean {
  return ownField(document, 'data') !== undefined && repositoriesIn(document).length > 0;
}

function read(document: unknown): ReadResult {
  const written = isRest(document) ? restAlerts(document) : graphAlerts(document);
  const byRepository = new Map<string, DependabotAlert[]>();
  for (const { repository, alert } of written) {
    const alerts = byRepository.get(repository) ?? [];
    byRepository.set(repository, alerts);
    if (alert !== null && !alert.isFixed) alerts.push(alert);
  }
  const scans = [...byRepository].map(([name, alerts]) => scanOf(name, alerts));
  const unread = written.filter(({ alert }) => alert === null).length;
  const notices = unread === 0 ? [] : [`${unread} alerts name no advisory or no package`];
  return { ok: true, report: { scans, statements: [], notices } };
}

function restAlerts(document: unknown): readonly Written[] {
  const fallback = payloadRepository(document) ?? 'a repository';
  return alertsIn(document).map((one) => ({
    repository:
      ownText(ownField(one, 'repository'), 'full_name') ??
      alertRepository(ownText(one, 'html_url')) ??
      fallback,
    alert: readRestAlert(one),
  }));
}

function graphAlerts(document: unknown): readonly Written[] {
  return repositoriesIn(document).flatMap(({ name, alerts }) =>
    alerts.map((one) => ({ repository: name ?? 'a repository', alert: readGraphAlert(one) })),
  );
}

function scanOf(name: string, alerts: readonly DependabotAlert[]): Scan {
  const vulnerabilities = alerts.map(({ vulnerability }) => vulnerability);
  const target = newTarget({ kind: 'files', name });
  return { tool: 'Dependabot', target, vulnerabilities, problems: [], secrets: [] };
}

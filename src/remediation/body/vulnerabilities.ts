import { strictUri } from '../../findings/strict-uri.ts';
import type { TracedVulnerability } from '../../findings/traced-vulnerability.ts';
import { alternativeLines } from '../alternative-lines.ts';
import { packageList, remedyLists } from '../remedy-lists.ts';
import { countOutcomes, versionText } from '../scanned-row.ts';
import type { Outcome, ScannedRow } from '../scanned-row.ts';
import { code, details, escapeMarkdown } from './markdown.ts';

const MOST_ROWS = 100;
const MOST_PACKAGES = 12;

/** What the change does about what scanners found; empty when it fixes nothing of it. */
export function vulnerabilitySection(rows: readonly ScannedRow[]): string {
  const fixed = rows.filter(({ state }) => state === 'fixed');
  if (fixed.length === 0) return '';
  const rest = rows.filter(({ state }) => state !== 'fixed' && state !== 'separate');
  const images = [...new Set(rows.map(({ finding }) => finding.traced.image))]
    .slice(0, 5)
    .map(code);
  const tools = [...new Set(rows.flatMap(({ finding }) => finding.traced.witnesses))].map(
    escapeMarkdown,
  );
  return [
    '### What scanners found',
    `As reported by ${tools.join(', ')} about ${images.join(', ')}.`,
    countTable(rows),
    details(`Fixed: ${counted(fixed.length)}`, advisoryTable(fixed)),
    ...alternativeLines(rows).map((line) => `${line}.`),
    ...(rest.length === 0
      ? []
      : [details(`Not fixed here: ${counted(rest.length)}, and who can`, remedyList(rest))]),
  ].join('\n\n');
}

function counted(count: number): string {
  return count === 1 ? '1 vulnerability' : `${count} vulnerabilities`;
}

function countTable(rows: readonly ScannedRow[]): string {
  const { severities, lines } = countOutcomes(rows);
  const head = `| | ${severities.join(' | ')} | all |`;
  return [
    head,
    `| --- |${' ---: |'.repeat(severities.length + 1)}`,
    ...lines.map(
      ({ outcome, counts, all }) => `| ${LABELS[outcome]} | ${counts.join(' | ')} | ${all} |`,
    ),
  ].join('\n');
}

const LABELS: Readonly<Record<Outcome, string>> = {
  fixed: '**fixed by this change**',
  separate: 'fixed by another change',
  rebuild: 'gone with the next build',
  remaining: 'remaining',
  'not-assessed': 'not assessed',
};

function advisoryTable(rows: readonly ScannedRow[]): string {
  const shown = rows.slice(0, MOST_ROWS).map(advisoryRow);
  const more = rows.length - shown.length;
  const head = '| Advisory | Severity | Package | from | to | Caused by |';
  const table = [head, '| --- | --- | --- | --- | --- | --- |', ...shown].join('\n');
  return more === 0 ? table : `${table}\n\n${more} more: \`seaworthy check --report\` lists them.`;
}

function advisoryRow(row: ScannedRow): string {
  const { path, finding, becomes } = row;
  const { vulnerability, cause } = finding.traced;
  const { id, link, package: one, isKnownExploited } = vulnerability;
  const advisory = link === null ? code(id) : `[${code(id)}](<${strictUri(link)}>)`;
  const severity = isKnownExploited === true ? `${finding.severity}, exploited` : finding.severity;
  const certainty = cause.certainty === 'inferred' ? ' (inferred)' : '';
  const place = `${code(`${path}:${finding.place.line}`)} ${CAUSES[cause.kind]}${certainty}`;
  return `| ${advisory} | ${severity} | ${code(one.name)} | ${code(one.version)} | ${becomes === null ? 'gone' : code(versionText(row))} | ${place} |`;
}

const CAUSES: Readonly<Record<TracedVulnerability['cause']['kind'], string>> = {
  base: 'base image',
  run: 'installed',
  copy: 'copied',
};

/** Who can do something about what the change does not fix. */
function remedyList(rows: readonly ScannedRow[]): string {
  return remedyLists(rows)
    .map(({ actor, rows: own }) => {
      const list = packageList(own, MOST_PACKAGES, code);
      return `- **${actor}** (${counted(own.length)}): ${list}`;
    })
    .join('\n');
}

import { alternativeLines } from '../remediation/alternative-lines.ts';
import { packageList, remedyLists } from '../remediation/remedy-lists.ts';
import { countOutcomes, versionText } from '../remediation/scanned-row.ts';
import type { Outcome, ScannedRow } from '../remediation/scanned-row.ts';
import { printableLine } from './printable.ts';
import type { Colors } from './terminal.ts';

const MOST_FIXED = 20;
const MOST_PACKAGES = 8;

/** What becomes of what scanners found, by severity; empty where they found nothing. */
export function outcomeTable(rows: readonly ScannedRow[], colors: Colors): string[] {
  if (rows.length === 0) return [];
  const { severities, lines } = countOutcomes(rows);
  const widths = severities.map((severity) => severity.length + 2);
  const table = lines.map(({ outcome, counts, all }) => {
    const cells = counts.map((count, index) => String(count).padStart(widths[index] ?? 0));
    return `  ${LABELS[outcome].padEnd(LABEL_WIDTH)}${cells.join('')}${String(all).padStart(6)}`;
  });
  const names = severities.map((severity, index) => severity.padStart(widths[index] ?? 0));
  const head = `${'Vulnerabilities'.padEnd(LABEL_WIDTH + 2)}${names.join('')}${'all'.padStart(6)}`;
  return [colors.bold(head), ...table];
}

const LABELS: Readonly<Record<Outcome, string>> = {
  fixed: 'fixed by these edits',
  separate: 'with a fix',
  rebuild: 'gone with the next build',
  remaining: 'remaining',
  'not-assessed': 'not assessed',
};

const LABEL_WIDTH = 26;

/** The table, each vulnerability that is fixed, and who can do something about the others. */
export function formatVulnerabilities(rows: readonly ScannedRow[], colors: Colors): string {
  if (rows.length === 0) return '';
  const fixed = rows.filter(({ state }) => state === 'fixed');
  const shown = fixed.slice(0, MOST_FIXED).map(fixedLine);
  const more = fixed.length - shown.length;
  const rest = remedyLists(rows).map((list) => `  ${list.actor}: ${packages(list.rows)}`);
  const separate = rows.filter(({ state }) => state === 'separate');
  return `${[
    ...outcomeTable(rows, colors),
    ...(fixed.length === 0 ? [] : ['Fixed', ...shown]),
    ...(more === 0 ? [] : [`  and ${more} more`]),
    ...(rest.length + separate.length === 0 ? [] : ['Not fixed here']),
    ...(separate.length === 0
      ? []
      : [`  a fix of another kind (see --safety): ${packages(separate)}`]),
    ...rest,
    ...alternativeLines(rows).map((line) => printableLine(`  ${line}`)),
  ].join('\n')}\n`;
}

function fixedLine(row: ScannedRow): string {
  const { path, finding } = row;
  const { id, link, package: one } = finding.traced.vulnerability;
  const place = `${path}:${finding.place.line}`;
  const address = link === null ? '' : `  ${link}`;
  return printableLine(
    `  ${finding.severity}  ${id}  ${one.name} ${one.version} -> ${versionText(row)}  ${place}${address}`,
  );
}

/** As plain text; control characters are made visible. */
function packages(rows: readonly ScannedRow[]): string {
  return packageList(rows, MOST_PACKAGES, printableLine);
}

import { SEVERITIES } from '../../findings/severity.ts';
import type { RepositoryRow, SweepReport } from '../../remediation/sweep/sweep-report.ts';

const COLUMNS = [
  ...['repository', 'outcome', 'dockerfiles', ...SEVERITIES],
  ...['curable', 'images', 'proposals', 'waiting', 'note'],
];

/** One row a repository, worst first: https://www.rfc-editor.org/rfc/rfc4180 */
export function formatSweepCsv({ repositories }: SweepReport): string {
  return [COLUMNS, ...repositories.map(cellsOf)]
    .map((cells) => `${cells.map(printCell).join(',')}\r\n`)
    .join('');
}

function cellsOf(row: RepositoryRow): readonly (string | number)[] {
  const { name, outcome, files, findings, curable, images, proposals, waiting, note } = row;
  const counts = SEVERITIES.map((severity) => findings[severity]);
  return [name, outcome, files, ...counts, curable, images, proposals, waiting, note ?? ''];
}

/** Text that a spreadsheet would take for a formula gets an apostrophe. */
function printCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

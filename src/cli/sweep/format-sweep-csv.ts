import { SEVERITIES } from '../../findings/severity.ts';
import type { RepositoryRow, SweepReport } from '../../remediation/sweep/sweep-report.ts';
import { printCsv } from './print-csv.ts';

const COLUMNS = [
  ...['repository', 'outcome', 'dockerfiles', ...SEVERITIES],
  ...['curable', 'images', 'proposals', 'waiting', 'note'],
];

/** One row a repository, worst first. */
export function formatSweepCsv({ repositories }: SweepReport): string {
  return printCsv([COLUMNS, ...repositories.map(cellsOf)]);
}

function cellsOf(row: RepositoryRow): readonly (string | number)[] {
  const { name, outcome, files, findings, curable, images, proposals, waiting, note } = row;
  const counts = SEVERITIES.map((severity) => findings[severity]);
  return [name, outcome, files, ...counts, curable, images, proposals, waiting, note ?? ''];
}

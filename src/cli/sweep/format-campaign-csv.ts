import type { CampaignReport, CampaignRow } from '../../remediation/campaign/campaign-report.ts';
import { printCsv } from './print-csv.ts';

const COLUMNS = [
  ...['repository', 'state', 'wave', 'new', 'pull request', 'title'],
  ...['files', 'added', 'removed', 'note'],
];

/** One row a repository, by name. */
export function formatCampaignCsv({ repositories }: CampaignReport): string {
  return printCsv([COLUMNS, ...repositories.map(cellsOf)]);
}

function cellsOf(row: CampaignRow): readonly (string | number)[] {
  const { name, state, wave, isNew, address, title, files, note } = row;
  const added = files.reduce((sum, one) => sum + one.added, 0);
  const removed = files.reduce((sum, one) => sum + one.removed, 0);
  const isPlanned = [isNew ? 'yes' : '', address ?? '', title ?? ''];
  return [name, state, wave ?? '', ...isPlanned, files.length, added, removed, note ?? ''];
}

import type { CampaignReport } from '../../remediation/campaign/campaign-report.ts';
import type { ExitCode } from '../exit.ts';
import { complain, NO_COLORS, outputColors, print } from '../terminal.ts';
import type { Colors } from '../terminal.ts';
import { formatCampaignCsv } from './format-campaign-csv.ts';
import { formatCampaignText } from './format-campaign-text.ts';
import { writeReport } from './print-sweep.ts';
import type { SweepWords } from './sweep-words.ts';

const NAMED = 20;

/** Says how far a campaign is; `problem` is why not everything was seen. */
export function printCampaign(
  report: CampaignReport,
  { format, output }: Pick<SweepWords, 'format' | 'output'>,
  problem: string | null,
): ExitCode {
  if (output === undefined) print(formatCampaign(report, format, outputColors()));
  else {
    writeReport(output, formatCampaign(report, format, NO_COLORS));
    print(formatCampaignText(report, outputColors()));
  }
  const failed = report.repositories.filter(
    ({ state }) => state === 'failed' || state === 'misconfigured' || state === 'blocked',
  );
  if (problem !== null) complain(`seaworthy: ${problem}`);
  for (const { name, note } of failed.slice(0, NAMED))
    complain(`seaworthy: ${name}: ${note ?? ''}`);
  const { decision, end } = report;
  if (decision?.kind === 'stop') complain(`seaworthy: the campaign is stopped: ${decision.reason}`);
  if (end !== 'complete' || failed.length > 0 || decision?.kind === 'stop') return 2;
  return decision?.kind === 'done' ? 0 : 1;
}

function formatCampaign(
  report: CampaignReport,
  format: SweepWords['format'],
  colors: Colors,
): string {
  if (format === 'json') return `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`;
  return format === 'csv' ? formatCampaignCsv(report) : formatCampaignText(report, colors);
}

import { writeFileSync } from 'node:fs';
import type { SweepReport } from '../../remediation/sweep/sweep-report.ts';
import { UsageError } from '../exit.ts';
import type { ExitCode } from '../exit.ts';
import { complain, NO_COLORS, outputColors, print } from '../terminal.ts';
import type { Colors } from '../terminal.ts';
import { formatSweepCsv } from './format-sweep-csv.ts';
import { formatSweepHtml } from './format-sweep-html.ts';
import { formatSweepText } from './format-sweep-text.ts';
import type { SweepWords } from './sweep-words.ts';

/** Says what a sweep came to; `problem` is why it did not come to its end. */
export function printSweep(
  report: SweepReport,
  { format, output }: Pick<SweepWords, 'format' | 'output'>,
  problem: string | null,
): ExitCode {
  if (output === undefined) print(formatSweep(report, format, outputColors()));
  else {
    writeReport(output, formatSweep(report, format, NO_COLORS));
    print(formatSweepText(report, outputColors()));
  }
  const failed = report.repositories.filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'misconfigured',
  );
  if (problem !== null) complain(`seaworthy: ${problem}`);
  if (format !== 'text') {
    for (const { name, note } of failed.slice(0, 20)) complain(`seaworthy: ${name}: ${note ?? ''}`);
  }
  if (report.end !== 'complete' || failed.length > 0) return 2;
  const hasNews = report.rules.length > 0 || report.repositories.some((one) => one.proposals > 0);
  return hasNews ? 1 : 0;
}

function formatSweep(report: SweepReport, format: SweepWords['format'], colors: Colors): string {
  switch (format) {
    case 'text':
      return formatSweepText(report, colors);
    case 'json':
      return `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`;
    case 'csv':
      return formatSweepCsv(report);
    case 'html':
      return formatSweepHtml(report);
  }
}

/** Into a file that somebody named. */
export function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written`, { cause: error });
  }
}

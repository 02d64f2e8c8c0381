import type { RemediationReport } from '../remediation/remediate.ts';
import { printComplaints } from './complaints.ts';
import type { ExitCode } from './exit.ts';
import { formatRunJson, formatRunText } from './format-run.ts';
import type { GivenReports } from './given-reports.ts';
import { outputColors, print } from './terminal.ts';

/** Says what a run came to, wherever the repository is; the exit code is that of the command. */
export function printRun(
  report: RemediationReport,
  given: GivenReports,
  format: 'text' | 'json',
): ExitCode {
  const messages = [...given.notices, ...report.notices, ...given.errors];
  printComplaints({ messages, questions: report.questions });
  print(format === 'json' ? formatRunJson(report) : formatRunText(report, outputColors()));
  if (given.errors.length + report.questions.length > 0) return 2;
  return report.results.length + report.left.length > 0 ? 1 : 0;
}

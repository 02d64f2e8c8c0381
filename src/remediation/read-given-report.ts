import type { ReportReader } from '../findings/report-reader.ts';
import { parseReport } from '../scans/parse-report.ts';
import type { ReportOutcome } from '../scans/parse-report.ts';
import type { GivenReport } from './given-report.ts';

export type GivenOutcome =
  | { readonly ok: true; readonly given: GivenReport; readonly notices: readonly string[] }
  | {
      readonly ok: false;
      readonly reason: ReportFailure['reason'];
      /** What is wrong, and what to do: one sentence without a final dot. */
      readonly problem: string;
    };

type ReportFailure = Extract<ReportOutcome, { ok: false }>;

const CURES: Readonly<Record<ReportFailure['reason'], string>> = {
  empty: 'the messages of the scanner say why it wrote nothing',
  unreadable: 'let the scanner write it anew, as JSON',
  unknown: 'let the scanner write its JSON or SARIF',
  broken: 'let the scanner write it anew',
};

/** Reads the text of a report that came under a name. Throws nothing for what the text holds. */
export function readGivenReport(
  { name, dockerfile }: Omit<GivenReport, 'report'>,
  text: string,
  readers: readonly ReportReader[],
): GivenOutcome {
  const outcome = parseReport(text, readers);
  if (!outcome.ok) {
    const { reason, problem } = outcome;
    return { ok: false, reason, problem: `${name}: ${problem}; ${CURES[reason]}` };
  }
  const { report } = outcome.parsed;
  const notices = report.notices.map((notice) => `${name}: ${notice}`);
  return { ok: true, given: { name, dockerfile, report }, notices };
}

import { existsSync } from 'node:fs';
import { discoverReaders } from '../discover.ts';
import { readReportFile } from '../local/report-file.ts';
import type { GivenReport } from '../remediation/given-report.ts';
import { parseReport } from '../scans/parse-report.ts';
import type { ReportOutcome } from '../scans/parse-report.ts';

export interface GivenReports {
  readonly reports: readonly GivenReport[];
  /** For standard error, each with its file; the exit code becomes 2. */
  readonly errors: readonly string[];
  /** For standard error: parts of reports that could not be read. */
  readonly notices: readonly string[];
}

type ReportFailure = Extract<ReportOutcome, { ok: false }>;

const CURES: Readonly<Record<ReportFailure['reason'], string>> = {
  empty: 'the messages of the scanner say why it wrote nothing',
  unreadable: 'let the scanner write it anew, as JSON',
  unknown: 'let the scanner write its JSON or SARIF',
  broken: 'let the scanner write it anew',
};

/**
 * Reads the reports that `--report` names: `FILE`, or `DOCKERFILE=FILE` where nothing but the person knows
 * which Dockerfile the scanned image was built from.
 */
export async function readGivenReports(words: readonly string[]): Promise<GivenReports> {
  const readers = await discoverReaders();
  const reports: GivenReport[] = [];
  const errors: string[] = [];
  const notices: string[] = [];
  for (const word of words) {
    const { name, dockerfile } = splitWord(word);
    const content = readReportFile(name);
    const outcome = content.ok ? parseReport(content.text, readers) : null;
    if (!content.ok) errors.push(`${name}: ${content.reason}`);
    if (outcome?.ok === false) {
      errors.push(`${name}: ${outcome.problem}; ${CURES[outcome.reason]}`);
    }
    if (outcome?.ok !== true) continue;
    const { report } = outcome.parsed;
    reports.push({ name, dockerfile, report });
    notices.push(...report.notices.map((notice) => `${name}: ${notice}`));
  }
  return { reports, errors, notices };
}

/** A file may have `=` in its name. */
function splitWord(word: string): Pick<GivenReport, 'name' | 'dockerfile'> {
  const at = word.indexOf('=');
  if (at <= 0 || existsSync(word)) return { name: word, dockerfile: null };
  return { name: word.slice(at + 1), dockerfile: word.slice(0, at) };
}

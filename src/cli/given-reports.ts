import { existsSync } from 'node:fs';
import { discoverReaders } from '../discover.ts';
import { readReportFile } from '../local/report-file.ts';
import type { GivenReport } from '../remediation/given-report.ts';
import { readGivenReport } from '../remediation/read-given-report.ts';

export interface GivenReports {
  readonly reports: readonly GivenReport[];
  /** For standard error, each with its file; the exit code becomes 2. */
  readonly errors: readonly string[];
  /** For standard error: parts of reports that could not be read. */
  readonly notices: readonly string[];
}

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
    const place = splitWord(word);
    const content = readReportFile(place.name);
    if (!content.ok) {
      errors.push(`${place.name}: ${content.reason}`);
      continue;
    }
    const outcome = readGivenReport(place, content.text, readers);
    if (!outcome.ok) {
      errors.push(outcome.problem);
      continue;
    }
    reports.push(outcome.given);
    notices.push(...outcome.notices);
  }
  return { reports, errors, notices };
}

/** A file may have `=` in its name. */
function splitWord(word: string): Pick<GivenReport, 'name' | 'dockerfile'> {
  const at = word.indexOf('=');
  if (at <= 0 || existsSync(word)) return { name: word, dockerfile: null };
  return { name: word.slice(at + 1), dockerfile: word.slice(0, at) };
}

import type { GatheredReports, GivenReport } from '../../remediation/given-report.ts';
import { pathMatcher } from '../../remediation/path-patterns.ts';
import { readGivenReport } from '../../remediation/read-given-report.ts';
import type { Gathering } from './gathering.ts';

/** Reports that a repository keeps. */
const MOST_FILES = 20;

/** Reports among the files of the default branch; as large as any file that is read of a repository. */
export async function fileReports({
  repository,
  wishes,
  readers,
}: Gathering): Promise<GatheredReports> {
  const isNamed = pathMatcher(wishes.files);
  const named = (await repository.listFiles()).filter(isNamed);
  if (named.length === 0) return { reports: [], notices: [] };
  const reports: GivenReport[] = [];
  const notices = named.length > MOST_FILES ? [tooMany(named.length)] : [];
  for (const [path, content] of await repository.readFiles(named.slice(0, MOST_FILES))) {
    if (!content.ok) {
      notices.push(`${path}: ${content.reason}`);
      continue;
    }
    const outcome = readGivenReport({ name: path, dockerfile: null }, content.text, readers);
    if (outcome.ok) reports.push(outcome.given);
    notices.push(...(outcome.ok ? outcome.notices : [outcome.problem]));
  }
  return { reports, notices };
}

function tooMany(count: number): string {
  return `the repository keeps ${count} reports, of which the first ${MOST_FILES} are read`;
}

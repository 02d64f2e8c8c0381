import type {
  ProblemSummary,
  ReportsSummary,
  ScanSummary,
} from '../remediation/summarize-reports.ts';
import { printableLine } from './printable.ts';
import type { Colors } from './terminal.ts';

/** Problems that are listed one by one. */
const MOST_ROWS = 10;

/** Reasons of silences that are listed for one scan. */
const MOST_SILENCES = 5;

/** For people: what became of the reports, below the findings; empty where none could be read. */
export function formatReports(summary: ReportsSummary, colors: Colors): string {
  const { scans, confirmed, silenced, elsewhere, notFound, withoutRule } = summary;
  const problems = [
    ...(confirmed === 0
      ? []
      : [
          verbal(
            confirmed,
            'reported problem is found here, too',
            'reported problems are found here, too',
          ),
        ]),
    ...(silenced === 0
      ? []
      : [verbal(silenced, 'reported problem is silenced', 'reported problems are silenced')]),
    ...(elsewhere === 0
      ? []
      : [
          verbal(
            elsewhere,
            'reported problem is about another file',
            'reported problems are about other files',
          ),
        ]),
  ];
  const lines = [
    ...scans.filter(isAboutImage).flatMap((scan) => scanLines(scan, colors)),
    ...(problems.length === 0 ? [] : [`  ${problems.join('; ')}`]),
    ...problemLines('not found in the file as it is now', notFound),
    ...problemLines('without a rule of ours', withoutRule),
  ];
  return lines.length === 0 ? '' : `${[colors.bold('Reports'), ...lines].join('\n')}\n`;
}

function verbal(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function isAboutImage({ vulnerabilities, dockerfiles, problem }: ScanSummary): boolean {
  return vulnerabilities > 0 || dockerfiles.length > 0 || problem !== null;
}

function scanLines(scan: ScanSummary, colors: Colors): string[] {
  const {
    target,
    tools,
    vulnerabilities,
    silenced,
    silences,
    dockerfiles,
    problem,
    configuration,
  } = scan;
  const quiet = silenced === 0 ? '' : `, ${silenced} of them silenced`;
  const count = vulnerabilities === 1 ? '1 vulnerability' : `${vulnerabilities} vulnerabilities`;
  const head = `  ${printableLine(target)}: ${count} by ${tools.join(', ')}${quiet}`;
  const shown = silences.slice(0, MOST_SILENCES);
  return [
    head,
    ...dockerfiles.map(
      ({ path, because }) => `    ${printableLine(path)}: ${printableLine(because)}`,
    ),
    ...shown.map(({ because, count: quieted }) =>
      printableLine(`    ${quieted} silenced by ${because}`),
    ),
    ...(silences.length > shown.length
      ? [`    and by ${silences.length - shown.length} more`]
      : []),
    ...(problem === null
      ? []
      : [`    ${colors.yellow('no Dockerfile')}: ${printableLine(problem)}`]),
    ...configuration.map((line) => `      ${printableLine(line)}`),
  ];
}

function problemLines(label: string, problems: readonly ProblemSummary[]): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MOST_ROWS).map(({ id, tool, path, line, title }) => {
    const place = line === null ? path : `${path}:${line}`;
    return `    ${printableLine(`${place} ${id} (${tool}) ${title}`)}`;
  });
  const more = problems.length - shown.length;
  return [`  ${label}:`, ...shown, ...(more === 0 ? [] : [`    and ${more} more`])];
}

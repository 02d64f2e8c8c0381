import type { CheckedFile } from '../findings/checked-file.ts';
import type { Finding } from '../findings/finding.ts';
import type { Severity } from '../findings/severity.ts';
import { printable } from './printable.ts';
import type { CheckResult } from './results.ts';
import { byRemedy, groupMessage, groupTraced, isGroup, worstOf } from './traced-groups.ts';
import type { TracedGroup } from './traced-groups.ts';

/** What GitHub knows as kinds of annotations. */
const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** Remedies that one annotation names. */
const MOST_REMEDIES = 5;

/**
 * Workflow commands that a run of GitHub Actions shows as annotations, a line each (GitHub's
 * documentation, "Workflow commands for GitHub Actions").
 */
export function formatGithub({ files }: CheckResult): string {
  return files
    .flatMap((file) => [
      ...noticeCommand(file),
      ...groupTraced(file.findings).map((part) =>
        isGroup(part) ? groupCommand(file.path, part) : command(file.path, part),
      ),
    ])
    .join('');
}

function noticeCommand({ path, notice }: CheckedFile): string[] {
  return notice === null ? [] : [`::notice ${properties({ file: path })}::${escapeText(notice)}\n`];
}

function command(path: string, finding: Finding, below = `\n${remedy(finding)}`): string {
  const { place, rule, severity, message } = finding;
  const { line, endLine, column: col, endColumn } = place;
  // GitHub takes columns only within one line.
  const columns = line === endLine ? { col, endColumn } : {};
  const where = { file: path, line, endLine, ...columns, title: rule };
  return `::${LEVELS[severity]} ${properties(where)}::${escapeText(`${message}${below}`)}\n`;
}

function remedy({ fix, safety, left }: Finding): string {
  return fix === null
    ? `Left alone: ${left ?? 'no fix'}`
    : `Fix (${safety ?? 'review'}): ${fix.title}`;
}

/** One annotation for all that a line brings: GitHub shows ten of a step. */
function groupCommand(path: string, group: TracedGroup): string {
  const remedies = byRemedy(group).slice(0, MOST_REMEDIES);
  const message = [
    `${groupMessage(group)}.`,
    ...remedies.map(({ first, left }) => remedy({ ...first, left })),
  ];
  return command(
    path,
    { ...group.first, severity: worstOf(group), message: message.join('\n') },
    '',
  );
}

function properties(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
}

function escapeText(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

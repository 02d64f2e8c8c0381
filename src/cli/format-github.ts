import type { Finding } from '../findings/finding.ts';
import type { Severity } from '../findings/severity.ts';
import { printable } from './printable.ts';
import type { CheckedFile, CheckResult } from './results.ts';

/** What GitHub knows as kinds of annotations. */
const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/**
 * Workflow commands that a run of GitHub Actions shows as annotations, a line each (GitHub's
 * documentation, "Workflow commands for GitHub Actions").
 */
export function formatGithub({ files }: CheckResult): string {
  return files
    .flatMap((file) => [
      ...noticeCommand(file),
      ...file.findings.map((finding) => command(file.path, finding)),
    ])
    .join('');
}

function noticeCommand({ path, notice }: CheckedFile): string[] {
  return notice === null ? [] : [`::notice ${properties({ file: path })}::${escapeText(notice)}\n`];
}

function command(path: string, finding: Finding): string {
  const { place, rule, severity, message } = finding;
  const { line, endLine, column: col, endColumn } = place;
  // GitHub takes columns only within one line.
  const columns = line === endLine ? { col, endColumn } : {};
  const where = { file: path, line, endLine, ...columns, title: rule };
  return `::${LEVELS[severity]} ${properties(where)}::${escapeText(`${message}\n${remedy(finding)}`)}\n`;
}

function remedy({ fix, safety, left }: Finding): string {
  return fix === null
    ? `Left alone: ${left ?? 'no fix'}`
    : `Fix (${safety ?? 'review'}): ${fix.title}`;
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

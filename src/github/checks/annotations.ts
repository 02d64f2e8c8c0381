import type { Finding } from '../../findings/finding.ts';
import type { Severity } from '../../findings/severity.ts';
import { oneLine } from '../../remediation/body/plain-text.ts';
import type { JudgedFile } from '../../remediation/pull/judge-pull.ts';

/** As GitHub takes them (REST, "Create a check run"); texts are plain. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  /** Only for a place within one line. */
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

const LEVELS: Readonly<Record<Severity, Annotation['annotation_level']>> = {
  critical: 'failure',
  high: 'failure',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** Far below GitHub's 64 KB. */
const LONGEST_LINE = 1000;

/** One annotation for each finding. */
export function annotationsOf({ path, findings }: JudgedFile): readonly Annotation[] {
  return findings.map((finding) => {
    const { place, rule, severity, message } = finding;
    const { line, endLine, column, endColumn } = place;
    const columns = line === endLine && endColumn > column;
    return {
      path,
      start_line: line,
      end_line: endLine,
      ...(columns ? { start_column: column, end_column: endColumn } : {}),
      annotation_level: LEVELS[severity],
      title: `${rule} (${severity})`,
      message: [message, remedyOf(finding)].map(plain).join('\n'),
    };
  });
}

function remedyOf({ fix, safety, left }: Finding): string {
  if (fix === null) return `Left alone: ${left ?? 'there is no fix'}.`;
  return `Fix (${safety ?? 'review'}): ${fix.title}.`;
}

function plain(text: string): string {
  const line = oneLine(text);
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

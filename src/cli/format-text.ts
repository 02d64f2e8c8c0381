import { indexLines } from '../dockerfile/line-index.ts';
import type { CheckedFile } from '../findings/checked-file.ts';
import type { Finding } from '../findings/finding.ts';
import { secretLines } from '../findings/secret-lines.ts';
import { SEVERITIES } from '../findings/severity.ts';
import type { Severity } from '../findings/severity.ts';
import { reportedRows } from '../remediation/scanned-rows.ts';
import { formatReports } from './format-reports.ts';
import { remedyLine, tracedLines } from './format-traced.ts';
import { outcomeTable } from './format-vulnerabilities.ts';
import { printableLine } from './printable.ts';
import type { CheckResult } from './results.ts';
import type { Colors } from './terminal.ts';
import { groupMessage, groupTraced, isGroup, worstOf } from './traced-groups.ts';
import type { TracedGroup } from './traced-groups.ts';

/** Characters of a source line that are shown. */
const WIDEST_EXCERPT = 100;

/** For people: a block a finding, a blank line between files, and a summary. */
export function formatCheckText({ files, reports, known }: CheckResult, colors: Colors): string {
  if (files.length === 0) return '';
  const sections = files.map((file) => fileSection(file, colors)).filter((text) => text !== '');
  const table = outcomeTable(reportedRows(files), colors);
  const last = reports === null ? '' : formatReports(reports, colors);
  const parts = [
    ...sections,
    ...(table.length === 0 ? [] : [`${table.join('\n')}\n`]),
    ...(last === '' ? [] : [last]),
  ];
  return [...parts, summary(files, known ?? 0, colors)].join('\n');
}

function fileSection(file: CheckedFile, colors: Colors): string {
  const path = printableLine(file.path);
  const notice =
    file.notice === null ? '' : `${colors.bold(path)}: ${printableLine(file.notice)}\n`;
  const parts = groupTraced(file.findings).map((part) => headOf(part));
  const widths = {
    place: widest(parts.map(({ place }) => place)),
    severity: widest(parts.map(({ severity }) => severity)),
    rule: widest(parts.map(({ finding }) => finding.rule)),
  };
  const lines = indexLines(file.text);
  const secret = secretLines(file);
  const blocks = parts.map(({ part, finding, place, severity, message }) => {
    const painted = paint(severity, colors)(severity.padEnd(widths.severity));
    const rule = printableLine(finding.rule).padEnd(widths.rule);
    const head = `${colors.bold(path)}:${place.padEnd(widths.place)}  ${painted}  ${colors.bold(rule)}  ${printableLine(message)}`;
    const span = lines.line(finding.place.line);
    const isSecret = secret.has(finding.place.line);
    const excerpt = isSecret ? '' : excerptOf(file.text.slice(span.start, span.end));
    const below = [
      ...(excerpt === '' ? [] : [colors.dim(excerpt)]),
      ...(isGroup(part) ? tracedLines(part, colors) : remedyLines(part, colors)),
    ];
    return [head, ...below.map((line) => `    ${line}`), ''].join('\n');
  });
  return notice + blocks.join('');
}

/** The fix and what has to be looked at first, or why it is left. */
function remedyLines(finding: Finding, colors: Colors): string[] {
  const open = finding.preconditions.filter(({ state }) => state === 'unknown');
  const lines = finding.fix === null ? [] : open.map(({ text }) => `not known: ${text}`);
  return [remedyLine(finding, colors), ...lines.map(printableLine)];
}

/** What the first line of a block says. */
function headOf(part: Finding | TracedGroup) {
  const finding = isGroup(part) ? part.first : part;
  const place = `${finding.place.line}:${finding.place.column}`;
  return isGroup(part)
    ? { part, finding, place, severity: worstOf(part), message: groupMessage(part) }
    : { part, finding, place, severity: finding.severity, message: finding.message };
}

function widest(words: readonly string[]): number {
  let width = 0;
  for (const word of words) width = Math.max(width, word.length);
  return width;
}

function paint(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === 'critical' || severity === 'high') return colors.red;
  if (severity === 'medium') return colors.yellow;
  return severity === 'low' ? colors.cyan : colors.dim;
}

function excerptOf(line: string): string {
  const text = line.slice(0, 10 * WIDEST_EXCERPT).trim();
  const isLong = text.length > WIDEST_EXCERPT;
  return printableLine(isLong ? `${text.slice(0, WIDEST_EXCERPT - 1)}…` : text);
}

function summary(files: readonly CheckedFile[], known: number, colors: Colors): string {
  const findings = files.flatMap((file) => file.findings);
  const ignored = files.flatMap((file) => file.ignored).length;
  const silenced = [
    ...(ignored === 0 ? [] : [`${ignored} ignored`]),
    ...(known === 0 ? [] : [`${known} known from the baseline`]),
  ];
  if (findings.length === 0) {
    const none = `${colors.green('No problems')} in ${counted(files.length, 'file')}`;
    return `${[none, ...silenced].join('; ')}\n`;
  }
  const hit = files.filter((file) => file.findings.length > 0).length;
  const where = hit === files.length ? counted(hit, 'file') : `${hit} of ${files.length} files`;
  const bySeverity = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [paint(severity, colors)(`${count} ${severity}`)];
  });
  const total = `${colors.bold(counted(findings.length, 'problem'))} in ${where}: ${bySeverity.join(', ')}`;
  return `${[total, ...fixable(findings), ...silenced].join('; ')}\n`;
}

function fixable(findings: readonly Finding[]): string[] {
  const count = (wanted: Finding['safety']) =>
    findings.filter(({ fix, safety }) => fix !== null && safety === wanted).length;
  const safe = count('safe');
  const review = count('review');
  return [
    ...(safe === 0 ? [] : [`${safe} with a safe fix`]),
    ...(review === 0 ? [] : [`${review} with a fix to review`]),
  ];
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

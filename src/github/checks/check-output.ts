import { isAtLeast, SEVERITIES } from '../../findings/severity.ts';
import type { Severity } from '../../findings/severity.ts';
import type { Finding } from '../../findings/finding.ts';
import { code, prose } from '../../remediation/body/markdown.ts';
import { oneLine } from '../../remediation/body/plain-text.ts';
import type { JudgedFile, PullVerdict } from '../../remediation/pull/judge-pull.ts';
import { annotationsOf } from './annotations.ts';
import type { Annotation } from './annotations.ts';

export type Conclusion = 'success' | 'neutral' | 'failure';

/** All that a check run says. */
export interface CheckOutput {
  readonly conclusion: Conclusion;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** Nobody reads more, and each fifty take a request. */
const MOST_ANNOTATIONS = 500;
const MOST_FILES = 20;
const MOST_NOTICES = 20;
const LONGEST_NOTICE = 300;

type Judged = Extract<PullVerdict, { kind: 'judged' }>;

/** Puts a verdict into words. */
export function checkOutput({ files, failOn }: Judged): CheckOutput {
  const all = files.flatMap(annotationsOf);
  const annotations = all.slice(0, MOST_ANNOTATIONS);
  return {
    conclusion: conclusionOf(files, failOn),
    title: titleOf(files),
    summary: [
      sentence(files, failOn),
      fileList(files),
      all.length > annotations.length
        ? `Only the first ${MOST_ANNOTATIONS} of ${all.length} findings are shown.`
        : '',
      noticeList(files),
      findingsOf(files).length === 0 ? '' : HOW_TO_SAY_NO,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    annotations,
  };
}

const HOW_TO_SAY_NO =
  'To say no to a finding, write `# seaworthy ignore=RULE reason` above the line; `.github/seaworthy.yml` on the default branch turns rules and this check off.';

function findingsOf(files: readonly JudgedFile[]): readonly Finding[] {
  return files.flatMap(({ findings }) => findings);
}

function conclusionOf(files: readonly JudgedFile[], failOn: Severity | null): Conclusion {
  const findings = findingsOf(files);
  const fails = ({ severity }: Finding) => failOn !== null && isAtLeast(severity, failOn);
  if (findings.some(fails)) return 'failure';
  const isSilent = findings.length === 0 && files.every(({ notices }) => notices.length === 0);
  return isSilent ? 'success' : 'neutral';
}

function titleOf(files: readonly JudgedFile[]): string {
  const findings = findingsOf(files);
  const suggested = files.reduce((sum, { suggestions }) => sum + suggestions.length, 0);
  if (findings.length === 0) {
    const isSilent = files.every(({ notices }) => notices.length === 0);
    return isSilent ? 'Nothing new to say' : 'Nothing found; not everything could be checked';
  }
  const found = count(findings.length, 'finding');
  return suggested === 0 ? found : `${found}, ${count(suggested, 'fix', 'fixes')} to apply`;
}

function sentence(files: readonly JudgedFile[], failOn: Severity | null): string {
  const where = count(files.length, 'Dockerfile');
  const findings = findingsOf(files);
  if (findings.length === 0) return `Nothing new was found in ${where} that changed.`;
  const counts = SEVERITIES.map((severity) => ({
    severity,
    number: findings.filter((finding) => finding.severity === severity).length,
  }));
  const parts = counts.filter(({ number }) => number > 0);
  const words = parts.map(({ severity, number }) => `${number} ${severity}`).join(', ');
  const limit =
    failOn === null ? 'It never fails.' : `It fails for findings that are ${failOn} or worse.`;
  return `${count(findings.length, 'finding')} (${words}) on the changed lines, or new because of them, in ${where} that changed. ${limit}`;
}

function fileList(files: readonly JudgedFile[]): string {
  const found = files.filter(({ findings }) => findings.length > 0);
  const lines = found
    .slice(0, MOST_FILES)
    .map(({ path, findings }) => `- ${code(path)}: ${count(findings.length, 'finding')}`);
  const rest = found.length - lines.length;
  return [...lines, ...(rest > 0 ? [`- and ${count(rest, 'more file')}`] : [])].join('\n');
}

function noticeList(files: readonly JudgedFile[]): string {
  const all = files.flatMap(({ path, notices }) => notices.map((notice) => ({ path, notice })));
  if (all.length === 0) return '';
  const lines = all
    .slice(0, MOST_NOTICES)
    .map(({ path, notice }) => `- ${code(path)}: ${prose(cut(notice))}`);
  const rest = all.length - lines.length;
  return [
    'Not everything is clear:',
    '',
    ...lines,
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ].join('\n');
}

function cut(text: string): string {
  const line = oneLine(text);
  return line.length > LONGEST_NOTICE ? `${line.slice(0, LONGEST_NOTICE)}…` : line;
}

function count(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${number} ${many}`;
}

import type { CheckedFile } from '../findings/checked-file.ts';
import type { Finding } from '../findings/finding.ts';
import { printSarif } from '../findings/sarif/log.ts';
import { isAtLeast } from '../findings/severity.ts';
import type { Severity } from '../findings/severity.ts';
import { checkFile } from '../remediation/check.ts';
import type { CheckContext } from '../remediation/check-context.ts';
import { printComplaints } from './complaints.ts';
import { readBaseline, withoutKnown } from './baseline.ts';
import type { ExitCode } from './exit.ts';
import { formatCheckJson } from './format-json.ts';
import { formatGithub } from './format-github.ts';
import { formatCheckText } from './format-text.ts';
import { findInputs, readAll, readInput } from './inputs.ts';
import { openProject, within } from './project.ts';
import type { CheckResult } from './results.ts';
import { openSurroundings } from './surroundings.ts';
import { outputColors, print, startProgress } from './terminal.ts';
import { VERSION } from './version.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly failOn?: Severity;
  readonly report: readonly string[];
  readonly baseline?: string;
}

/** `seaworthy check`: prints the findings of all Dockerfiles behind the paths. */
export async function runCheck(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const opened = await openProject();
  const { config, rules } = opened;
  const onlyNew = readBaselineOf(options);
  const inputs = findInputs(paths, config.paths.exclude);
  const project = within(opened, await openSurroundings(inputs.paths, config));
  // What reads reports is loaded only where there are some: it takes longer than a check.
  const scans =
    options.report.length === 0
      ? null
      : await (
          await import('./scan-context.ts')
        ).openScans(options.report, readAll(inputs.paths), project);
  const checked = checkAll(inputs.paths, scans?.context ?? project.context);
  const files = checked.files.map(onlyNew);
  const notices = [...inputs.notices, ...(scans?.notices ?? []), ...checked.notices];
  const errors = [...inputs.errors, ...(scans?.errors ?? []), ...checked.errors];
  const questions = scans?.questions ?? [];
  printComplaints({ messages: [...notices, ...errors], questions });
  const known =
    options.baseline === undefined ? null : countFindings(checked.files) - countFindings(files);
  const reports = scans?.summarize(checked.files) ?? null;
  print(FORMATS[options.format]({ files, rules, reports, known }));
  if (errors.length + questions.length > 0) return 2;
  const failOn = options.failOn ?? config.failOn ?? 'info';
  return files.some((file) => hasAtLeast(file.findings, failOn)) ? 1 : 0;
}

interface CheckedFiles {
  readonly files: readonly CheckedFile[];
  readonly notices: readonly string[];
  readonly errors: readonly string[];
}

function checkAll(paths: readonly string[], context: CheckContext): CheckedFiles {
  const files: CheckedFile[] = [];
  const notices: string[] = [];
  const errors: string[] = [];
  const progress = startProgress(paths.length, 'checked');
  for (const path of paths) {
    const source = readInput(path);
    progress.step();
    if ('error' in source) {
      errors.push(source.error);
      continue;
    }
    const { findings, ignored, notice, warnings } = checkFile(source, context);
    notices.push(...warnings.map((warning) => `${source.path}: ${warning}`));
    files.push({ path: source.path, text: source.text, findings, ignored, notice });
  }
  progress.end();
  return { files, notices, errors };
}

function readBaselineOf({ baseline }: CheckOptions): (file: CheckedFile) => CheckedFile {
  if (baseline === undefined) return (file) => file;
  const known = readBaseline(baseline);
  return (file) => withoutKnown(file, known);
}

const FORMATS: Readonly<Record<CheckOptions['format'], (result: CheckResult) => string>> = {
  text: (result) => formatCheckText(result, outputColors()),
  json: formatCheckJson,
  sarif: (result) => printSarif(result, VERSION),
  github: formatGithub,
};

function countFindings(files: readonly CheckedFile[]): number {
  return files.reduce((sum, { findings }) => sum + findings.length, 0);
}

function hasAtLeast(findings: readonly Finding[], severity: Severity): boolean {
  return findings.some((finding) => isAtLeast(finding.severity, severity));
}

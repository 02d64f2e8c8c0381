import type { Finding } from '../findings/finding.ts';
import { isAtLeast } from '../findings/severity.ts';
import type { Severity } from '../findings/severity.ts';
import { checkFile } from '../remediation/check.ts';
import type { ExitCode } from './exit.ts';
import { formatCheckJson } from './format-json.ts';
import { formatGithub } from './format-github.ts';
import { formatCheckText } from './format-text.ts';
import { findInputs, readInput } from './inputs.ts';
import { openProject } from './project.ts';
import type { CheckedFile, CheckResult } from './results.ts';
import { formatSarif } from './sarif.ts';
import { complain, outputColors, print, startProgress } from './terminal.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly failOn?: Severity;
}

/** `seaworthy check`: prints the findings of all Dockerfiles behind the paths. */
export async function runCheck(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { config, context, rules } = await openProject();
  const inputs = findInputs(paths, config.paths.exclude);
  const errors = [...inputs.errors];
  const notices = [...inputs.notices];
  const files: CheckedFile[] = [];
  const progress = startProgress(inputs.paths.length, 'checked');
  for (const path of inputs.paths) {
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
  for (const message of [...notices, ...errors]) complain(`seaworthy: ${message}`);
  print(FORMATS[options.format]({ files, rules }));
  if (errors.length > 0) return 2;
  const failOn = options.failOn ?? config.failOn ?? 'info';
  return files.some((file) => hasAtLeast(file.findings, failOn)) ? 1 : 0;
}

const FORMATS: Readonly<Record<CheckOptions['format'], (result: CheckResult) => string>> = {
  text: (result) => formatCheckText(result, outputColors()),
  json: formatCheckJson,
  sarif: formatSarif,
  github: formatGithub,
};

function hasAtLeast(findings: readonly Finding[], severity: Severity): boolean {
  return findings.some((finding) => isAtLeast(finding.severity, severity));
}

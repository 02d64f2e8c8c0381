import type { CheckedFile } from '../findings/checked-file.ts';
import { readReportFile } from '../local/report-file.ts';
import { UsageError } from './exit.ts';

/** Fingerprints of the findings of an earlier `check`, from its JSON or SARIF. Throws `UsageError` for another file. */
export function readBaseline(path: string): ReadonlySet<string> {
  const content = readReportFile(path);
  if (!content.ok) throw new UsageError(`--baseline ${path}: ${content.reason}`);
  const document = parse(content.text);
  const entries = jsonFindings(document) ?? sarifResults(document);
  if (entries === null) {
    const cure = `make it with \`seaworthy check --format json > ${path}\``;
    throw new UsageError(`--baseline ${path}: it is no JSON or SARIF of \`check\`; ${cure}`);
  }
  return new Set(entries);
}

/** Only what the baseline does not have. */
export function withoutKnown(file: CheckedFile, known: ReadonlySet<string>): CheckedFile {
  const findings = file.findings.filter((finding) => !known.has(finding.fingerprint()));
  return { ...file, findings };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // Told together with every other file that is no output of ours.
    return null;
  }
}

function jsonFindings(document: unknown): string[] | null {
  const files = listIn(document, 'files');
  return files?.flatMap((file) => (listIn(file, 'findings') ?? []).flatMap(fingerprintIn)) ?? null;
}

function fingerprintIn(finding: unknown): string[] {
  const print = fieldOf(finding, 'fingerprint');
  return typeof print === 'string' ? [print] : [];
}

function sarifResults(document: unknown): string[] | null {
  const runs = listIn(document, 'runs');
  return (
    runs?.flatMap((run) =>
      (listIn(run, 'results') ?? []).flatMap((result) => {
        const print = fieldOf(fieldOf(result, 'partialFingerprints'), 'seaworthy/v1');
        return typeof print === 'string' ? [print] : [];
      }),
    ) ?? null
  );
}

function listIn(value: unknown, name: string): readonly unknown[] | null {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : null;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

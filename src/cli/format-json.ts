import type { CheckedFile } from '../findings/checked-file.ts';
import type { Finding } from '../findings/finding.ts';
import type { Rule, Safety } from '../findings/rule.ts';
import { SEVERITIES } from '../findings/severity.ts';
import type { Patch } from '../remediation/patch.ts';
import { scannedRows } from '../remediation/scanned-rows.ts';
import { appliedJson, companionJson, leftJson } from './fix-json.ts';
import type { CheckResult } from './results.ts';
import { outcomesJson, tracedJson } from './traced-json.ts';

/** Version of the shape of all JSON that we print; a field may be added within one. */
const VERSION = 1;

/** The JSON of `check`. */
export function formatCheckJson({ files, rules, reports, known }: CheckResult): string {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return print({
    files: files.map(({ path, findings, ignored }) => ({
      path,
      findings: findings.map((finding) => findingJson(finding, byId.get(finding.rule))),
      ignored: ignored.map(ignoredJson),
    })),
    summary: { ...summaryJson(files), ...(known === null ? {} : { known }) },
    ...(reports === null ? {} : { reports }),
  });
}

function findingJson(finding: Finding, rule: Rule | undefined) {
  const { severity, message, place, aliases, fix, safety, left, traced, witnesses } = finding;
  const { preconditions } = finding;
  return {
    // A vulnerability goes by its advisory, whichever rule traced it.
    rule: traced?.vulnerability.id ?? finding.rule,
    severity,
    message,
    ...place,
    aliases,
    fix:
      fix === null
        ? null
        : { safety, title: fix.title, effects: fix.effects ?? rule?.effects ?? [] },
    left,
    ...(preconditions.length === 0 ? {} : { preconditions }),
    witnesses,
    fingerprint: finding.fingerprint(),
    ...(traced === null ? {} : { foundBy: finding.rule, vulnerability: tracedJson(traced) }),
  };
}

/** What was silenced, by whom and why. */
function ignoredJson({ rule, traced, severity, place, ignoredBy }: Finding) {
  return {
    rule: traced?.vulnerability.id ?? rule,
    severity,
    line: place.line,
    reason: ignoredBy,
  };
}

function summaryJson(files: readonly CheckedFile[]) {
  const findings = files.flatMap((file) => file.findings);
  const fixable = (safety: Safety) =>
    findings.filter((finding) => finding.fix !== null && finding.safety === safety).length;
  return {
    files: files.length,
    findings: findings.length,
    bySeverity: Object.fromEntries(
      SEVERITIES.map((severity) => [
        severity,
        findings.filter((finding) => finding.severity === severity).length,
      ]),
    ),
    fixable: { safe: fixable('safe'), review: fixable('review') },
    ignored: files.flatMap((file) => file.ignored).length,
  };
}

/** The JSON of `fix`. */
export function formatFixJson(patches: readonly Patch[]): string {
  const rows = scannedRows(patches);
  return print({
    files: patches.map(({ path, changed, after, applied, left, companions }) => ({
      path,
      changed,
      after,
      applied: applied.map(appliedJson),
      left: left.map(leftJson),
      ...(companions.length === 0 ? {} : { companions: companions.map(companionJson) }),
    })),
    ...(rows.length === 0 ? {} : { vulnerabilities: outcomesJson(rows) }),
  });
}

/** The catalogue: everything about each rule but how it works. */
export function formatRulesJson(rules: readonly Rule[]): string {
  return print({
    rules: rules.map((rule) => ({
      id: rule.id,
      summary: rule.summary,
      rationale: rule.rationale,
      severity: rule.severity,
      safety: rule.safety,
      opinionated: rule.opinionated ?? false,
      effects: rule.effects,
      aliases: rule.aliases,
      references: rule.references,
      examples: rule.examples,
    })),
  });
}

function print(value: object): string {
  return `${JSON.stringify({ version: VERSION, ...value }, null, 2)}\n`;
}

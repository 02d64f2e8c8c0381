import type { Finding } from '../findings/finding.ts';
import type { Rule, Safety } from '../findings/rule.ts';
import { SEVERITIES } from '../findings/severity.ts';
import type { Patch } from '../remediation/patch.ts';
import type { CheckedFile, CheckResult } from './results.ts';

/** Version of the shape of all JSON that we print; a field may be added within one. */
const VERSION = 1;

/** The JSON of `check`. */
export function formatCheckJson({ files, rules }: CheckResult): string {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return print({
    files: files.map(({ path, findings }) => ({
      path,
      findings: findings.map((finding) => findingJson(finding, byId.get(finding.rule))),
    })),
    summary: summaryJson(files),
  });
}

function findingJson(finding: Finding, rule: Rule | undefined) {
  const { severity, message, place, aliases, fix, safety, left } = finding;
  return {
    rule: finding.rule,
    severity,
    message,
    ...place,
    aliases,
    fix:
      fix === null
        ? null
        : { safety, title: fix.title, effects: fix.effects ?? rule?.effects ?? [] },
    left,
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
  return print({
    files: patches.map(({ path, changed, after, applied, left }) => ({
      path,
      changed,
      after,
      applied: applied.map(({ rule, safety, title, effects, line }) => ({
        rule,
        safety,
        title,
        effects,
        line,
      })),
      left: left.map(({ rule, reason, line }) => ({ rule, reason, line })),
    })),
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

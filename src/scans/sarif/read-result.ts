import type { Severity } from '../../findings/severity.ts';
import { ownNumber, ownText } from '../vocabulary/own-field.ts';
import { readSeverity, severityOfScore } from '../vocabulary/severity-words.ts';
import { lineRange } from '../vocabulary/line-range.ts';
import type { PathOf } from './artifact-path.ts';
import { readMessage } from './message-text.ts';
import type { WrittenResult, WrittenRule } from './run-schema.ts';
import { locationSchema } from './run-schema.ts';
import type { SarifResult, SarifRule } from './sarif-result.ts';
import { suppressionOf } from './suppression.ts';

/** Results of these kinds, and those that the baseline no longer has, are no findings (sections 3.27.9 and 3.27.24). */
const NO_FINDINGS: readonly string[] = ['pass', 'notApplicable', 'informational'];

/** Whether a result says that something is wrong. */
export function isFinding({ kind, baselineState }: WrittenResult): boolean {
  return baselineState !== 'absent' && !NO_FINDINGS.includes(kind ?? 'fail');
}

/** A result with all that its rule says. */
export function readResult(
  tool: string,
  result: WrittenResult,
  rule: WrittenRule | null,
  pathOf: PathOf,
): SarifResult {
  const location = locationSchema.safeParse(result.locations[0]).data;
  const physical = location?.physicalLocation;
  const named = location?.logicalLocations ?? [];
  return {
    tool,
    rule: readRule(result, rule),
    message: readMessage(result.message, rule?.messageStrings),
    severity: severityOf(result, rule),
    properties: result.properties,
    path: pathOf(physical?.artifactLocation),
    lines: lineRange(physical?.region?.startLine, physical?.region?.endLine),
    logicalNames: named.flatMap((one) => ownText(one, 'fullyQualifiedName') ?? []),
    fixes: result.fixes.flatMap((fix) => descriptionOf(fix) ?? []),
    silencedBy: suppressionOf(result.suppressions),
  };
}

function descriptionOf(fix: unknown): string | null {
  if (typeof fix !== 'object' || fix === null || !('description' in fix)) return null;
  return ownText(fix.description, 'text');
}

function readRule(result: WrittenResult, rule: WrittenRule | null): SarifRule {
  return {
    id: result.ruleId ?? result.rule?.id ?? rule?.id ?? '',
    name: rule?.name ?? null,
    title: rule?.shortDescription?.text ?? null,
    description: rule?.fullDescription?.text ?? null,
    help: (rule?.help?.text ?? '') === '' ? (rule?.help?.markdown ?? '') : (rule?.help?.text ?? ''),
    link: rule?.helpUri ?? null,
    properties: rule?.properties,
  };
}

/** GitHub's score (`security-severity`), a word in the properties, then the level: `warning` where none is given (section 3.27.10). */
function severityOf(result: WrittenResult, rule: WrittenRule | null): Severity {
  for (const bag of [result.properties, rule?.properties]) {
    const score = ownNumber(bag, 'security-severity');
    if (score !== null) return severityOfScore(score);
    const word = ownText(bag, 'severity') ?? ownText(bag, 'issue_severity') ?? '';
    const named = readSeverity(word);
    if (named !== null) return named;
  }
  const level = result.level ?? rule?.defaultConfiguration?.level ?? 'warning';
  return readSeverity(level) ?? 'medium';
}

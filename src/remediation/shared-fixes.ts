import type { Finding } from '../findings/finding.ts';
import type { Fix } from '../findings/rule.ts';

/** One fix, and all findings that its edits cure. */
export interface SharedFix {
  readonly fix: Fix;
  /** The one that the fix is listed under: the first, or the first that scanners reported. */
  readonly finding: Finding;
  readonly findings: readonly Finding[];
}

/**
 * Puts together the findings that one fix cures, in the order of the first of each: those that share it, and
 * those whose fixes make the same edits and declare the same.
 */
export function sharedFixes(findings: readonly Finding[]): readonly SharedFix[] {
  const keys = new Map<Fix, string>();
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    if (finding.fix === null) continue;
    const key = keys.get(finding.fix) ?? changesOf(finding.fix, finding.rule);
    keys.set(finding.fix, key);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    const finding = group.find(({ traced }) => traced !== null) ?? group[0];
    return finding.fix === null ? [] : [{ fix: finding.fix, finding, findings: group }];
  });
}

/** Without effects of its own a fix has those of its rule. */
function changesOf(fix: Fix, rule: string): string {
  const { edits, effects, instructions, commands, moves, companions } = fix;
  const images = moves?.map(({ from, to }) => [from, to.reference]);
  return JSON.stringify([edits, effects ?? rule, instructions, commands, images, companions]);
}

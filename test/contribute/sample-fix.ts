import type { LineRange } from '../../src/remediation/patch.ts';
import type { ProposedFix } from '../../src/remediation/proposal.ts';

/** A fix of one edit in `Dockerfile`. */
export function sampleFix(rule: string, lines: LineRange, path = 'Dockerfile'): ProposedFix {
  return {
    ...{ rule, path, safety: 'safe', title: `Cure ${rule}`, effects: [], line: lines[0] },
    ...{ editedLines: [lines], mark: `${rule}00000000`.slice(0, 8), advisories: [], cures: [] },
    fix: { title: `Cure ${rule}`, safety: 'safe', effects: [], edits: [] },
  };
}

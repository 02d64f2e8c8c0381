import { insteadText } from '../findings/alternatives.ts';
import { severityMarks } from '../findings/describe-vulnerability.ts';
import { groupBy } from './body/grouping.ts';
import { outcomeOf } from './scanned-row.ts';
import type { ScannedRow } from './scanned-row.ts';

const MOST_LINES = 5;

/** Images that a person could take because of what remains, each with how much that is: one clause each. */
export function alternativeLines(rows: readonly ScannedRow[]): readonly string[] {
  const rest = rows.filter(({ state }) => ['remaining', 'not-assessed'].includes(outcomeOf(state)));
  const named = rest.filter(({ finding }) => finding.instead !== null);
  const groups = groupBy(named, ({ finding }) => finding.instead?.reference ?? '');
  return [...groups.values()].slice(0, MOST_LINES).flatMap((own) => {
    const instead = own[0]?.finding.instead ?? null;
    if (instead === null) return [];
    const marks = severityMarks(own.map(({ finding }) => finding.traced.vulnerability));
    return [insteadText(instead, `${own.length} of the ${rest.length} that remain${marks}`)];
  });
}

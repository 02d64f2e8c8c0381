import { shortMark } from '../remediation/key-block.ts';
import type { ProposedFix } from '../remediation/proposal.ts';

/** What reviewers did not want of a contribution, and was taken out. */
export interface Dropped {
  /** Ids of rules of which nothing is wanted. */
  readonly rules: ReadonlySet<string>;
  /** Short marks of single fixes. */
  readonly marks: ReadonlySet<string>;
}

export const NOTHING_DROPPED: Dropped = { rules: new Set(), marks: new Set() };

/** On a line of its own. Everything in it is of letters that no text needs to escape. */
const MARK =
  /^<!-- seaworthy:dropped:v1 rules=([a-z0-9,-]*) fixes=((?:[0-9a-f]{8})*) -->[ \t\r]*$/m;

/** The hidden line in the text of a contribution. */
export function printDropped({ rules, marks }: Dropped): string {
  // Two dashes could close the comment early, and stand in no id of a rule.
  return `<!-- seaworthy:dropped:v1 rules=${[...rules].sort().join()} fixes=${[...marks].sort().join('')} -->`;
}

/** Reads the line back; nothing in a text without one. */
export function parseDropped(text: string): Dropped {
  const [, rules = '', marks = ''] = MARK.exec(text) ?? [];
  return {
    rules: new Set(rules.split(',').filter((rule) => rule !== '')),
    marks: new Set(marks.match(/.{8}/g) ?? []),
  };
}

/** The same text, in which the line stands once, at the end. */
export function withDropped(text: string, dropped: Dropped): string {
  if (isNothing(dropped)) return text;
  return `${text.replace(MARK, '').trimEnd()}\n${printDropped(dropped)}\n`;
}

export function joinDropped(all: readonly Dropped[]): Dropped {
  return {
    rules: new Set(all.flatMap(({ rules }) => [...rules])),
    marks: new Set(all.flatMap(({ marks }) => [...marks])),
  };
}

export function isNothing({ rules, marks }: Dropped): boolean {
  return rules.size === 0 && marks.size === 0;
}

export function isDropped(
  { rule, mark }: Pick<ProposedFix, 'rule' | 'mark'>,
  { rules, marks }: Dropped,
): boolean {
  return rules.has(rule) || marks.has(shortMark(mark));
}

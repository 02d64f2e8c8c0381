import type { VexStatement } from '../../findings/scan-report.ts';

/** A statement and when it was made. */
export interface DatedStatement {
  /** The same text for the same vulnerability, product and parts. */
  readonly subject: string;
  /** Null for one that silences nothing, and only takes back an earlier one. */
  readonly statement: VexStatement | null;
  /** In ms since 1970; NaN when unknown. */
  readonly time: number;
}

/**
 * The statements that hold: of two about the same vulnerability, product and parts, the later one (OpenVEX specification, "Updating
 * Statements with Inherited Data"), of equally old ones the one that stands further down.
 */
export function valid(statements: readonly DatedStatement[]): readonly VexStatement[] {
  const last = new Map<string, DatedStatement>();
  for (const dated of statements) {
    const earlier = last.get(dated.subject);
    if (earlier !== undefined && dated.time < earlier.time) continue;
    last.set(dated.subject, dated);
  }
  return Array.from(last.values(), ({ statement }) => statement).filter((one) => one !== null);
}

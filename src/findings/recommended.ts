import { familyOf } from './package-family.ts';
import { PLAIN, RECOMMENDS } from './recommended-table.ts';

/** What comes with a package only because it is recommended, without what nothing in a container misses. */
export interface Recommended {
  readonly names: readonly string[];
  /** True when there are more. */
  readonly isCut: boolean;
}

const NOTHING: Recommended = { names: [], isCut: false };

let table: ReadonlyMap<string, Recommended> | null = null;

/** Null for a package that is not in the table: of another archive, or rarely used. */
export function recommendedBy(name: string): Recommended | null {
  table ??= readTable();
  return table.get(familyOf(name)) ?? null;
}

function readTable(): Map<string, Recommended> {
  const rows = new Map(
    PLAIN.trim()
      .split(/\s+/)
      .map((name) => [name, NOTHING]),
  );
  for (const row of RECOMMENDS.trim().split(/;\s|\n/)) {
    const [name = '', list = ''] = row.split('=');
    const names = list.split(' ');
    const isCut = names.at(-1) === '+';
    rows.set(name, { names: isCut ? names.slice(0, -1) : names, isCut });
  }
  return rows;
}

/** A calendar day, `YYYY-MM-DD`. Days compare as text. */
export type Day = `${number}-${number}-${number}`;

/**
 * One release line: its name (`20`, `3.12`), the day of its first release, the day since which it has
 * long support, the last day of bug fixes, and the last day of free security fixes. Null is not known,
 * or not announced; `'ended'` is over since a day that is not known.
 */
export type Cycle = readonly [
  name: string,
  released: Day | null,
  longSupportSince: Day | null,
  endOfActiveSupport: Day | null,
  endOfLife: Day | 'ended' | null,
];

/** What a number of a version tells about compatibility. */
export type VersionLevel = 'major' | 'minor' | 'patch';

/** What is known of the release lines of one product. */
export interface Product {
  /** `node`, `eclipse-temurin`. */
  readonly id: string;
  /** Where the days were read; an https address. */
  readonly source: string;
  /** As of which day the source was read. */
  readonly read: Day;
  /**
   * Names as in the catalogue. `@` stands for digits that name the line (`ubi@`), dots left out
   * (`python-@` is `python-312`), `#` for any others.
   */
  readonly images: readonly string[];
  /** Words of a tag that name a line: `iron` is Node.js 20. */
  readonly codenames?: Readonly<Record<string, string>>;
  /** Builds of Windows that are a line; its tags may name nothing else. */
  readonly builds?: Readonly<Record<number, string>>;
  /** What each number of a version means, where that is not major, minor, patch. */
  readonly levels?: readonly VersionLevel[];
  /** Below this major, a line has one number more: PostgreSQL 9.6 was followed by 10. */
  readonly longerLinesBefore?: number;
  /** True when odd majors never get long support. */
  readonly oddMajorsEnd?: true;
  /** True when odd minors are for those who try what is new: nobody on an even one follows them. */
  readonly oddMinorsDevelop?: true;
  /** Newest first. */
  readonly cycles: readonly Cycle[];
}

import { movedImages } from './moved-images.ts';
import { PROPOSAL_KINDS } from './proposal.ts';
import type { Proposal, ProposalKey } from './proposal.ts';

/** On a line of its own: no text of others in the body begins one. */
const BLOCK = /^<!-- seaworthy:proposal:v1 (\{[^\n]*\}) -->[ \t\r]*$/m;

/** Characters of a mark in a block: 32 bits of a fingerprint, enough for one repository. */
const MARK = 8;

/** A block with more would take half of a pull request's text. */
const MOST_MARKS = 3000;
const MOST_ADVISORIES = 300;
const MOST_NAMES = 50;

/** Characters that these take as they are printed. */
const ADVISORY_ROOM = 9000;
const NAME_ROOM = 3000;

const ADVISORY = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,59}$/;

/** What a proposal was about, as its text remembers it. */
export interface KeyBlock {
  readonly key: ProposalKey;
  /** First 8 hexadecimal digits of the mark of each fix; of the first 3,000 where there are more. */
  readonly marks: ReadonlySet<string>;
  /** Ids of the severe advisories that it would have cured. */
  readonly advisories: ReadonlySet<string>;
  /** Ids of the rules of its fixes; of the first 50. */
  readonly rules: ReadonlySet<string>;
  /** Shortest names of the images that it moves; of the first 50. */
  readonly images: ReadonlySet<string>;
}

/** The block of a proposal: its key, its fixes, and the severe advisories that these cure. */
export function keyBlockOf({ key, fixes }: Pick<Proposal, 'key' | 'fixes'>): KeyBlock {
  const marks = [...new Set(fixes.map(({ mark }) => shortMark(mark)))].sort();
  const advisories = [...new Set(fixes.flatMap(({ advisories }) => advisories))].sort();
  return {
    key,
    marks: new Set(marks.slice(0, MOST_MARKS)),
    advisories: firstFitting(
      advisories.filter((id) => ADVISORY.test(id)).slice(0, MOST_ADVISORIES),
      ADVISORY_ROOM,
    ),
    rules: firstNames(fixes.map(({ rule }) => rule)),
    images: firstNames(fixes.flatMap(({ fix }) => movedImages(fix))),
  };
}

function firstNames(names: readonly string[]): ReadonlySet<string> {
  return firstFitting([...new Set(names)].sort().slice(0, MOST_NAMES), NAME_ROOM);
}

function firstFitting(names: readonly string[], room: number): ReadonlySet<string> {
  let free = room;
  return new Set(names.filter((name) => (free -= printJson(name).length + 1) >= 0));
}

/** The part of a fix's mark that a block remembers. */
export function shortMark(mark: string): string {
  return mark.slice(0, MARK);
}

/** The hidden block in a body or a commit message. */
export function printKeyBlock({ key, marks, advisories, rules, images }: KeyBlock): string {
  const { kind, subject, to } = key;
  const fixes = [...marks].join('');
  const names = { rules: [...rules], images: [...images] };
  const fields = { kind, subject, to, fixes, advisories: [...advisories], ...names };
  return `<!-- seaworthy:proposal:v1 ${printJson(fields)} -->`;
}

/** A dash could close the comment early, so none is printed. */
function printJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('-', String.raw`\u002d`);
}

/** The block as it stands in a text; null where there is none. */
export function keyBlockText(text: string): string | null {
  return BLOCK.exec(text)?.[0].trimEnd() ?? null;
}

/** The same text without the block, so that it remembers nothing. */
export function withoutKeyBlock(text: string): string {
  return text.replace(BLOCK, '');
}

/** Reads the block back; null when there is none that we wrote. */
export function parseKeyBlock(text: string): KeyBlock | null {
  const json = BLOCK.exec(text)?.[1];
  return json === undefined ? null : readBlock(parseOrNull(json));
}

function readBlock(value: unknown): KeyBlock | null {
  const { kind, subject, to, fixes, advisories, rules, images } = fieldsOf(value);
  const known = PROPOSAL_KINDS.find((one) => one === kind);
  if (known === undefined || typeof subject !== 'string' || typeof to !== 'string') return null;
  if (typeof fixes !== 'string' || !/^(?:[0-9a-f]{8})*$/.test(fixes)) return null;
  if (!Array.isArray(advisories)) return null;
  return {
    key: { kind: known, subject, to },
    marks: new Set(fixes.match(/.{8}/g) ?? []),
    advisories: stringsIn(advisories),
    rules: stringsIn(rules),
    images: stringsIn(images),
  };
}

/** Blocks of before name neither rules nor images. */
function stringsIn(value: unknown): ReadonlySet<string> {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Set(items.filter((item) => typeof item === 'string'));
}

function fieldsOf(value: unknown): Readonly<Partial<Record<string, unknown>>> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Somebody edited the block: it is no longer ours.
    return null;
  }
}

import { parseDocument } from 'yaml';
import type { Product } from '../../src/image/lifecycle-product.ts';

/** A release line as a product file has it: the columns of a `Cycle`, as text. */
export type NewerCycle = readonly [name: string, ...days: (string | null)[]];

/** Lines of the source that are left out on purpose, and why. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  // The weekly releases are one line there, which also holds every old line of long support.
  jenkins: ['2'],
  // The first release of GitLab, after which all others would count as known.
  gitlab: ['1'],
  // The community edition has these lines.
  'sonarqube-server': ['7', '8', '9', '10'],
  // The image's builds of these came from elsewhere.
  openjdk: ['9', '10', '11'],
  // Base images of these names are those of the line of long support.
  'windows-servercore': ['1607', '1809', '2008-r2-sp1', '2008-sp2', '2012', '2012-r2'],
  'windows-nanoserver': ['1809'],
};

/** Lines that have another name in tags. */
const RENAMED: Readonly<Record<string, string>> = { '3.5-sp1': '3.5' };

/** Where long support is a paid product, and no property of the line. */
const PAID_LONG_SUPPORT = new Set(['kong', 'rhel', 'vault']);

/** Where the column of the extended end holds what is free: Debian's long term support. */
const FREE_EXTENSION = new Set(['debian']);

/**
 * Reads the release lines of a product file of endoflife.date: YAML between two lines of dashes. Null when
 * it is none.
 */
export function readNewerCycles(text: string, product: Product): readonly NewerCycle[] | null {
  const [, matter] = text.split(/^---\s*$/m);
  const root: unknown = parseDocument(matter ?? '', { schema: 'core' }).toJS({ maxAliasCount: 10 });
  const releases = isRecord(root) ? root['releases'] : null;
  if (!Array.isArray(releases)) return null;
  const leftOut = LEFT_OUT[product.id] ?? [];
  return releases
    .filter(isRecord)
    .map((release) => cycleOf(release, product.id))
    .filter(([name]) => !leftOut.includes(name));
}

function cycleOf(release: Readonly<Record<string, unknown>>, id: string): NewerCycle {
  const name = String(release['releaseCycle']).toLowerCase();
  const released = dayOf(release['releaseDate']);
  const isLong = PAID_LONG_SUPPORT.has(id) ? null : release['lts'];
  const longSupportSince = isLong === true ? released : dayOf(isLong);
  const isExtended = FREE_EXTENSION.has(id);
  const active = dayOf(isExtended ? release['eol'] : release['eoas']);
  const end = isExtended ? (release['eoes'] ?? release['eol']) : release['eol'];
  const ended = end === true ? 'ended' : dayOf(end);
  return [RENAMED[name] ?? name, released, longSupportSince, active, ended];
}

function dayOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const COLUMNS = ['released', 'long support since', 'end of active support', 'end of life'];

/** What differs between the shipped lines of a product and newer ones: a sentence each. */
export function cycleDifferences(
  product: Product,
  newer: readonly NewerCycle[],
): readonly string[] {
  const shipped = new Map(product.cycles.map(([name, ...days]) => [name, days]));
  const differences: string[] = [];
  for (const [name, ...days] of newer) {
    const own = shipped.get(name);
    shipped.delete(name);
    // What had ended when the source was read was left out to keep the files short.
    const end = days[days.length - 1] ?? null;
    const isPast = end === 'ended' || (end !== null && end < product.read);
    if (own === undefined && !isPast) {
      differences.push(`${product.id} ${name} is new: ${days.map((day) => day ?? '-').join(', ')}`);
    }
    if (own === undefined) continue;
    for (const [index, column] of COLUMNS.entries()) {
      const [from, to] = [own[index] ?? null, days[index] ?? null];
      if (from !== to)
        differences.push(`${product.id} ${name}: ${column} ${from ?? '-'}, now ${to ?? '-'}`);
    }
  }
  for (const name of shipped.keys())
    differences.push(`${product.id} ${name} is gone from the source`);
  return differences;
}

/**
 * Writes the table of what well-known Debian packages recommend, from the metadata of the releases.
 * Usage: npm run recommended -- DATE RELEASE=FILE…
 * A FILE is what `apt-cache dumpavail` prints where the sources list only that release.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { familyOf } from '../src/findings/package-family.ts';
import { KEPT, USES } from '../src/findings/recommended-uses.ts';
import { readArchive, recommendedWith } from './recommended/archive.ts';
import type { Archive } from './recommended/archive.ts';
import { isWithoutUse } from './recommended/without-use.ts';

/** Packages that Dockerfiles install, one a line. */
const NAMES = 'scripts/recommended/names.txt';
const TABLE = 'src/findings/recommended-table.ts';
/** Of those of which nobody can tell what needs them; more names would not help a person. */
const MOST = 3;

function main([date = '', ...given]: readonly string[]): void {
  const releases = given.map((word) => word.split('=')[0] ?? '');
  const archives = given.map((word) =>
    readArchive(readFileSync(word.slice(word.indexOf('=') + 1), 'utf8')),
  );
  const known = new Map<string, Set<string>>();
  for (const name of readFileSync(NAMES, 'utf8').split('\n')) addRow(known, archives, name.trim());
  const rows = [...known].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const plain = rows.flatMap(([name, heads]) => (heads.size === 0 ? [name] : []));
  const others = rows.flatMap(([name, heads]) => (heads.size > 0 ? [rowText(name, heads)] : []));
  writeFileSync(TABLE, tableText(date, releases, plain, others));
}

function addRow(known: Map<string, Set<string>>, archives: readonly Archive[], name: string): void {
  const holders = archives.filter(({ stanzas }) => stanzas.has(name));
  if (holders.length === 0) return;
  const family = familyOf(name);
  const heads = known.get(family) ?? new Set<string>();
  known.set(family, heads);
  for (const archive of holders) {
    for (const found of recommendedWith(archive, name)) {
      if (!isWithoutUse(found)) heads.add(familyOf(found.name));
    }
  }
}

function rowText(name: string, heads: ReadonlySet<string>): string {
  const sorted = [...heads].toSorted();
  const known = sorted.filter((head) => KEPT.has(head) || USES.has(head));
  const others = sorted.filter((head) => !known.includes(head));
  const more = others.length > MOST ? ['+'] : [];
  return `${name}=${[...known, ...others.slice(0, MOST), ...more].join(' ')}`;
}

function tableText(
  date: string,
  releases: readonly string[],
  plain: readonly string[],
  others: readonly string[],
): string {
  return `/**
 * What Debian packages recommend, themselves or by those that they need, in releases ${releases.join(', ')};
 * without what nothing in a container misses (\`scripts/recommended/without-use.ts\`).
 * Source: the \`Packages\` files of deb.debian.org, ${date}. Written by \`npm run recommended\`.
 */
export const RECOMMENDS = \`
${folded(others, '; ').join('\n')}
\`;

/** Nothing that matters comes with these. */
export const PLAIN = \`
${folded(plain, ' ').join('\n')}
\`;
`;
}

/** Lines of about 110 characters. */
function folded(names: readonly string[], divider: string): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last === undefined || last.length + name.length > 110) lines.push(name);
    else lines[lines.length - 1] = `${last}${divider}${name}`;
  }
  return lines;
}

main(process.argv.slice(2));

/** What the metadata of one release says of a package. */
interface Stanza {
  /** Groups of alternatives that it needs. */
  readonly depends: readonly Alternatives[];
  readonly recommends: readonly Alternatives[];
  /** Part of every installation. */
  readonly isBase: boolean;
}

type Alternatives = readonly string[];

/** The packages of one release of Debian. */
export interface Archive {
  readonly stanzas: ReadonlyMap<string, Stanza>;
  readonly providers: ReadonlyMap<string, readonly string[]>;
  /** What an image without anything else holds. */
  readonly base: ReadonlySet<string>;
}

/** Reads what `apt-cache dumpavail` prints. */
export function readArchive(text: string): Archive {
  const stanzas = new Map<string, Stanza>();
  const providers = new Map<string, string[]>();
  for (const part of text.split('\n\n')) {
    const fields = new Map<string, string>();
    for (const line of part.split('\n')) {
      const match = /^([A-Z][\w-]*): (.*)$/.exec(line);
      if (match !== null) fields.set(match[1] ?? '', match[2] ?? '');
    }
    const name = fields.get('Package');
    if (name === undefined || stanzas.has(name)) continue;
    stanzas.set(name, {
      depends: [...groups(fields.get('Pre-Depends')), ...groups(fields.get('Depends'))],
      recommends: groups(fields.get('Recommends')),
      isBase: fields.get('Essential') === 'yes' || fields.get('Priority') === 'required',
    });
    for (const [provided = ''] of groups(fields.get('Provides'))) {
      providers.set(provided, [...(providers.get(provided) ?? []), name]);
    }
  }
  const archive = { stanzas, providers, base: new Set<string>() };
  const own = [...stanzas].flatMap(([name, { isBase }]) => (isBase ? [name] : []));
  return { ...archive, base: neededBy(archive, [...own, 'apt', 'debian-archive-keyring']) };
}

/** `a (>= 1) | b:any, c` */
function groups(field: string | undefined): Alternatives[] {
  return (field ?? '').split(',').flatMap((group) => {
    const names = group.split('|').map((one) => one.trim().split(/[ (:]/)[0] ?? '');
    return names[0] === '' ? [] : [names];
  });
}

/** What is installed with these and no recommended package, the base left out. */
function neededBy(archive: Archive, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const stanza = archive.stanzas.get(name);
    if (stanza === undefined || found.has(name)) continue;
    found.add(name);
    for (const group of stanza.depends) {
      const chosen = isMet(archive, group, found) ? null : choose(archive, group);
      if (chosen !== null) waiting.push(chosen);
    }
  }
  return found;
}

function isMet(archive: Archive, group: Alternatives, found: ReadonlySet<string>): boolean {
  const has = (name: string) => found.has(name) || archive.base.has(name);
  return group.some((name) => has(name) || (archive.providers.get(name) ?? []).some(has));
}

/** apt takes the first alternative that there is. */
function choose({ stanzas, providers }: Archive, group: Alternatives): string | null {
  for (const name of group) {
    const chosen = stanzas.has(name) ? name : providers.get(name)?.[0];
    if (chosen !== undefined) return chosen;
  }
  return null;
}

/** A recommended package, and whether the package itself recommends it or only one that it needs. */
export interface Recommendation {
  readonly name: string;
  readonly isDirect: boolean;
}

/** What comes with a package only because it, or one that it needs, recommends it. */
export function recommendedWith(archive: Archive, name: string): Recommendation[] {
  const needed = neededBy(archive, [name]);
  const found = new Map<string, Recommendation>();
  for (const one of needed) {
    if (archive.base.has(one) && one !== name) continue;
    for (const group of archive.stanzas.get(one)?.recommends ?? []) {
      const chosen = isMet(archive, group, needed) ? null : choose(archive, group);
      if (chosen === null) continue;
      const isDirect = one === name || found.get(chosen)?.isDirect === true;
      found.set(chosen, { name: chosen, isDirect });
    }
  }
  return [...found.values()];
}

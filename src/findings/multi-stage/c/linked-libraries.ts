import type { Precondition } from '../../rule.ts';
import type { RuntimeImage } from '../compiled/runtime-image.ts';
import { runtimeLibrary } from '../compiled/runtime-libraries.ts';
import type { StageCommand } from '../stage-runs.ts';

/** Parts of the C library and of the compiler itself. */
const OF_THE_C_LIBRARY = new Set(
  'c m dl rt util pthread crypt resolv gcc gcc_s stdc++ atomic'.split(' '),
);

/** What the image `gcc` has headers of (buildpack-deps), by the name behind `-l`. */
const OF_BUILDPACK: Readonly<Record<string, string>> = {
  bz2: 'libbz2-dev',
  crypto: 'libssl-dev',
  curl: 'libcurl4-openssl-dev',
  expat: 'libexpat1-dev',
  gmp: 'libgmp-dev',
  lzma: 'liblzma-dev',
  mariadb: 'libmariadb-dev',
  ncurses: 'libncurses-dev',
  pq: 'libpq-dev',
  sqlite3: 'libsqlite3-dev',
  ssl: 'libssl-dev',
  yaml: 'libyaml-dev',
  z: 'zlib1g-dev',
};

export interface LinkedLibraries {
  readonly packages: readonly string[];
  readonly preconditions: readonly Precondition[];
  /** Why they cannot be told: one clause. */
  readonly left?: string;
}

/**
 * The packages of the libraries that the program loads. Where the file installs the headers itself, these
 * say what is linked, and are looked at with the other packages.
 */
export function linkedLibraries(
  commands: readonly StageCommand[],
  image: RuntimeImage,
  hasHeaders: boolean,
): LinkedLibraries {
  if (!hasHeaders) return { packages: [], preconditions: [] };
  const packages = new Set<string>();
  for (const name of namesIn(commands)) {
    if (OF_THE_C_LIBRARY.has(name)) continue;
    const headers = Object.hasOwn(OF_BUILDPACK, name) ? OF_BUILDPACK[name] : undefined;
    const library = headers === undefined ? null : runtimeLibrary(headers, image);
    if (library === null)
      return {
        packages: [],
        preconditions: [],
        left: `which package has the library of \`-l${name}\` for the runtime image has to be found`,
      };
    for (const one of library) packages.add(one);
  }
  const isMade = commands.some(({ name }) => /^(?:make|gmake|cmake|ninja|meson)$/.test(name));
  const text = 'the program is linked to no library but the C library';
  return { packages: [...packages], preconditions: isMade ? [{ text, state: 'unknown' }] : [] };
}

function namesIn(commands: readonly StageCommand[]): Set<string> {
  const flags = commands.flatMap(({ name, words }) => {
    return /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-[\d.]+)?$/.test(name) ? words : [];
  });
  const names = flags.flatMap((word) =>
    word !== null && /^-l[\w+-]+$/.test(word) ? [word.slice(2)] : [],
  );
  return new Set(names);
}

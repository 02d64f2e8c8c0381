import type { StageRun } from '../stage-runs.ts';

/** Packages of the distribution that one RUN installs, sorted by what they are for. */
export interface SystemPackages {
  readonly manager: 'apt' | 'apk';
  /** True when something is installed that only builds need. */
  readonly hasBuildTools: boolean;
  /** For the runtime stage: what is no build tool, and the libraries that belong to headers. */
  readonly kept: readonly string[];
  /** Headers whose library is not known by its package; null for none. */
  readonly unknown: string | null;
  readonly hasRecommends: boolean;
}

const BUILD_TOOLS =
  /^(?:gcc|g\+\+|clang|make|cmake|build-essential|build-base|pkg-config|pkgconf|autoconf|automake|libtool|ninja-build|rustc|cargo|gfortran|cython3?|python3?-dev|python3-(?:setuptools|wheel)|libc6-dev|musl-dev|libc-dev|linux-headers|libstdc\+\+-dev)$/;
const HEADERS = /-dev(?:el)?(?:=.*)?$/;

/** Libraries of headers: Debian's names since bookworm, those of Python's own modules are there already. */
const DEBIAN_LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  'libpq-dev': ['libpq5'],
  'libmariadb-dev': ['libmariadb3'],
  'libmariadb-dev-compat': ['libmariadb3'],
  'default-libmysqlclient-dev': ['libmariadb3'],
  'libxslt1-dev': ['libxslt1.1'],
  'libxslt-dev': ['libxslt1.1'],
  'libyaml-dev': ['libyaml-0-2'],
  'libgmp-dev': ['libgmp10'],
  'libjpeg-dev': ['libjpeg62-turbo'],
  'libjpeg62-turbo-dev': ['libjpeg62-turbo'],
  'libffi-dev': [],
  'libssl-dev': [],
  'zlib1g-dev': [],
  'libbz2-dev': [],
  'liblzma-dev': [],
  'libsqlite3-dev': [],
  'libreadline-dev': [],
};

const ALPINE_LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  'postgresql-dev': ['libpq'],
  'libpq-dev': ['libpq'],
  'mariadb-dev': ['mariadb-connector-c'],
  'mariadb-connector-c-dev': ['mariadb-connector-c'],
  'libxml2-dev': ['libxml2'],
  'libxslt-dev': ['libxslt'],
  'jpeg-dev': ['libjpeg-turbo'],
  'yaml-dev': ['yaml'],
  'gmp-dev': ['gmp'],
  'libffi-dev': [],
  'openssl-dev': [],
  'zlib-dev': [],
  'bzip2-dev': [],
  'sqlite-dev': [],
  // C++ modules need its library.
  'g++': ['libstdc++'],
  'build-base': ['libstdc++'],
};

/** Null when the RUN installs nothing of the distribution. */
export function systemPackages({ commands }: StageRun): SystemPackages | null {
  const calls = (commands ?? []).filter(
    ({ name, args }) =>
      /^(?:apt|apt-get|apk)$/.test(name) && args.some((one) => /^(?:install|add)$/.test(one)),
  );
  const [first] = calls;
  if (first === undefined) return null;
  const manager = first.name === 'apk' ? 'apk' : 'apt';
  const libraries = manager === 'apk' ? ALPINE_LIBRARIES : DEBIAN_LIBRARIES;
  const names = calls.flatMap(({ args }) =>
    args.filter((one) => !/^(?:-.*|install|add)$/.test(one)),
  );
  const kept = new Set<string>();
  let unknown: string | null = null;
  for (const name of names) {
    const found = Object.hasOwn(libraries, name) ? libraries[name] : undefined;
    for (const library of found ?? []) kept.add(library);
    if (found !== undefined || BUILD_TOOLS.test(name)) continue;
    if (HEADERS.test(name) || /[$`]/.test(name)) unknown ??= name;
    else kept.add(name);
  }
  return {
    manager,
    hasBuildTools: names.some((name) => BUILD_TOOLS.test(name) || HEADERS.test(name)),
    kept: [...kept],
    unknown,
    hasRecommends: calls.every(({ args }) => !args.includes('--no-install-recommends')),
  };
}

/** The command that installs what the runtime stage keeps; null for nothing. */
export function installCommand(found: readonly SystemPackages[]): string | null {
  const names = [...new Set(found.flatMap(({ kept }) => kept))].join(' ');
  if (names === '') return null;
  if (found[0]?.manager === 'apk') return `apk add --no-cache ${names}`;
  const wantsRecommends = found.some(
    ({ hasRecommends, kept }) => hasRecommends && kept.some((one) => !one.startsWith('lib')),
  );
  const flag = wantsRecommends ? '' : '--no-install-recommends ';
  return `apt-get update && apt-get install -y ${flag}${names} && rm -rf /var/lib/apt/lists/*`;
}

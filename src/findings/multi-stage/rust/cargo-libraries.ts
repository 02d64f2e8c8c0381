import type { Precondition } from '../../rule.ts';
import { contextFiles, contextText } from '../context-files.ts';
import type { SplitInput } from '../recipe.ts';
import type { RuntimeImage } from '../compiled/runtime-image.ts';
import { runtimeLibrary } from '../compiled/runtime-libraries.ts';

/** Crates that link a library of the system where its headers are there, and the package of these headers. */
const LINKED: Readonly<Record<string, readonly [debian: string, alpine: string]>> = {
  'bzip2-sys': ['libbz2-dev', 'bzip2-dev'],
  'curl-sys': ['libcurl4-openssl-dev', 'curl-dev'],
  'libdbus-sys': ['libdbus-1-dev', 'dbus-dev'],
  'libsqlite3-sys': ['libsqlite3-dev', 'sqlite-dev'],
  'libudev-sys': ['libudev-dev', 'eudev-dev'],
  'libz-sys': ['zlib1g-dev', 'zlib-dev'],
  'lzma-sys': ['liblzma-dev', 'xz-dev'],
  'mysqlclient-sys': ['libmariadb-dev', 'mariadb-dev'],
  'openssl-sys': ['libssl-dev', 'openssl-dev'],
  'pq-sys': ['libpq-dev', 'libpq-dev'],
};

/** Crates named so that bring their C code along, or link nothing on Linux. */
const SELF_CONTAINED =
  /^(?:windows|web|js|core-foundation|security-framework|linux-raw|system-configuration|inotify|tikv-jemalloc|jemalloc|libmimalloc|zstd|aws-lc|dirs|fsevent|kqueue|ndk|objc|libfuzzer|rdkafka|aws-lc-fips|wasi)-sys$/;

export interface CargoLibraries {
  readonly packages: readonly string[];
  readonly condition: Precondition;
}

/** What Cargo.lock says of libraries that the program loads at run time. */
export function cargoLibraries(input: SplitInput, image: RuntimeImage): CargoLibraries {
  const text = 'no crate needs a library that the runtime image lacks';
  const lock = lockText(input);
  if (lock === null) {
    return {
      packages: [],
      condition: { text: `${text}; Cargo.lock is not known`, state: 'unknown' },
    };
  }
  const crates = new Set(
    Array.from(lock.matchAll(/^name = "([\w-]+)"\r?$/gm), ([, name]) => name ?? ''),
  );
  const packages = new Set<string>();
  const unknown: string[] = [];
  for (const crate of crates) {
    if (!crate.endsWith('-sys') || SELF_CONTAINED.test(crate)) continue;
    if (crate === 'openssl-sys' && crates.has('openssl-src')) continue;
    const library = libraryOf(crate, image);
    if (library === null) unknown.push(`\`${crate}\``);
    else for (const name of library) packages.add(name);
  }
  if (unknown.length === 0) return { packages: [...packages], condition: { text, state: 'held' } };
  const named = unknown.slice(0, 3).join(', ');
  return {
    packages: [...packages],
    condition: { text: `${text}, as ${named} may`, state: 'unknown' },
  };
}

function libraryOf(crate: string, image: RuntimeImage): readonly string[] | null {
  const headers = Object.hasOwn(LINKED, crate) ? LINKED[crate] : undefined;
  if (headers === undefined) return null;
  return runtimeLibrary(headers[image.distribution === 'alpine' ? 1 : 0], image);
}

function lockText(input: SplitInput): string | null {
  const context = contextFiles(input);
  const paths = context?.paths.filter((path) => /(?:^|\/)Cargo\.lock$/.test(path)) ?? [];
  const [path] = paths;
  return context === null || path === undefined || paths.length > 1
    ? null
    : contextText(context, path);
}

import type { RuntimeImage } from './runtime-image.ts';

/**
 * The libraries behind packages with headers. Debian's and Ubuntu's names carry the version of the interface,
 * and only those are listed that are the same from bullseye and focal on (packages.debian.org); the names
 * with `t64` of later releases provide them.
 */
const DEBIAN: Readonly<Record<string, readonly string[]>> = {
  'libbz2-dev': ['libbz2-1.0'],
  'libcurl4-openssl-dev': ['libcurl4'],
  'libdbus-1-dev': ['libdbus-1-3'],
  'libexpat1-dev': ['libexpat1'],
  'libgmp-dev': ['libgmp10'],
  'liblzma-dev': ['liblzma5'],
  'libmariadb-dev': ['libmariadb3'],
  'libncurses-dev': ['libncurses6'],
  'libpcap-dev': ['libpcap0.8'],
  'libpcre2-dev': ['libpcre2-8-0'],
  'libpq-dev': ['libpq5'],
  'libreadline-dev': ['libreadline8'],
  'libseccomp-dev': ['libseccomp2'],
  'libsodium-dev': ['libsodium23'],
  'libsqlite3-dev': ['libsqlite3-0'],
  'libudev-dev': ['libudev1'],
  'libuv1-dev': ['libuv1'],
  'libyaml-dev': ['libyaml-0-2'],
  'libzstd-dev': ['libzstd1'],
  'uuid-dev': ['libuuid1'],
  'zlib1g-dev': ['zlib1g'],
  'libclang-dev': [],
};

/** From Alpine 3.17 on (pkgs.alpinelinux.org). */
const ALPINE: Readonly<Record<string, readonly string[]>> = {
  'curl-dev': ['libcurl'],
  'expat-dev': ['libexpat'],
  'libevent-dev': ['libevent'],
  'libffi-dev': ['libffi'],
  'libpcap-dev': ['libpcap'],
  'libpq-dev': ['libpq'],
  'libseccomp-dev': ['libseccomp'],
  'libsodium-dev': ['libsodium'],
  'libuv-dev': ['libuv'],
  'libxml2-dev': ['libxml2'],
  'linux-headers': [],
  'mariadb-connector-c-dev': ['mariadb-connector-c'],
  'mariadb-dev': ['mariadb-connector-c'],
  'ncurses-dev': ['ncurses-libs'],
  'openssl-dev': ['libcrypto3', 'libssl3'],
  'pcre-dev': ['pcre'],
  'pcre2-dev': ['pcre2'],
  'postgresql-dev': ['libpq'],
  'sqlite-dev': ['sqlite-libs'],
  'yaml-dev': ['yaml'],
  'zlib-dev': ['zlib'],
  'zstd-dev': ['zstd-libs'],
};

/** OpenSSL 3 came with these releases; before them its library had another name. */
const SSL_1: ReadonlySet<string> = new Set([
  'bullseye',
  'buster',
  '20.04',
  '18.04',
  'focal',
  'bionic',
]);

/** Names of packages; null where they are not known. */
export function runtimeLibrary(name: string, image: RuntimeImage): readonly string[] | null {
  const { distribution, release } = image;
  if (distribution === 'alpine') return own(ALPINE, name);
  if (name === 'libssl-dev') return [SSL_1.has(release) ? 'libssl1.1' : 'libssl3'];
  return own(DEBIAN, name);
}

function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | null {
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null;
}

/**
 * What differs between two builds of the same text: it tells nothing about a change. `npm run build-proof -- --twice`
 * builds each example twice and finds what is missing here. Times of files are never compared.
 */
export const UNSTABLE_PATHS: readonly string[] = [
  // Logs of package managers hold times.
  '/var/log/**',
  '/root/.npm/_logs/**',
  '/home/*/.npm/_logs/**',
  // The index of npm's cache holds times, too.
  '/root/.npm/_cacache/index-v5/**',
  '/home/*/.npm/_cacache/index-v5/**',
  // Holds times and inode numbers of libraries.
  '/var/cache/ldconfig/aux-cache',
  // Compiled Python holds the time of its source.
  '**/__pycache__/**',
  '*.pyc',
  // Of the build's own container, not of the image.
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/etc/mtab',
  '/dev/**',
  '/proc/**',
  '/sys/**',
  '/run/.containerenv',
  '/.dockerenv',
];

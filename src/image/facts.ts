/** What is known about a base image. Every field but `users`, `programUser`, `env` and `source` may be `'unknown'`. */
export interface ImageFacts {
  /** Default user as in the image configuration; null is root. */
  readonly user: string | null;
  /** Absolute; null is `/`. */
  readonly workdir: string | null;
  /** SHELL of the image configuration; null is the platform's default. */
  readonly shell: readonly string[] | null | 'unknown';
  readonly entrypoint: readonly string[] | null | 'unknown';
  readonly cmd: readonly string[] | null | 'unknown';
  readonly os: 'linux' | 'windows' | 'unknown';
  readonly distribution:
    | 'alpine'
    | 'debian'
    | 'ubuntu'
    | 'fedora'
    | 'rhel'
    | 'suse'
    | 'amazon'
    | 'arch'
    | 'wolfi'
    | 'distroless'
    | 'busybox'
    | 'scratch'
    | 'windows'
    | 'unknown';
  readonly libc: 'glibc' | 'musl' | 'none' | 'unknown';
  readonly packageManager:
    'apt' | 'apk' | 'dnf' | 'yum' | 'microdnf' | 'zypper' | 'pacman' | 'none' | 'unknown';
  /** What `/bin/sh` is. */
  readonly sh: 'dash' | 'bash' | 'busybox' | 'none' | 'unknown';
  /** Whether the image ships `bash`. */
  readonly bash: boolean | 'unknown';
  /**
   * True when the image ships GNU wget, false when it ships none or another one. Under apt, an
   * installed `wget` is always the GNU one.
   */
  readonly gnuWget: boolean | 'unknown';
  /** Numbers of the users in /etc/passwd that are known, by name: `uid:gid`. */
  readonly users: Readonly<Record<string, string>>;
  /** The one of `users` that is meant for the programs of images built on this one; null for none. */
  readonly programUser: string | null;
  /** Variables of the image configuration. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the facts come from, in words for a person: `catalogue 2026-11` or `registry`. */
  readonly source: string;
}

export const UNKNOWN_IMAGE: ImageFacts = {
  user: 'unknown',
  workdir: 'unknown',
  shell: 'unknown',
  entrypoint: 'unknown',
  cmd: 'unknown',
  os: 'unknown',
  distribution: 'unknown',
  libc: 'unknown',
  packageManager: 'unknown',
  sh: 'unknown',
  bash: 'unknown',
  gnuWget: 'unknown',
  users: {},
  programUser: null,
  env: {},
  source: 'unknown',
};

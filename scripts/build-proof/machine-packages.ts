import { execFileSync } from 'node:child_process';

/** Where this machine gets its Debian packages from, which is where its images get theirs from. */
export interface PackageSource {
  /** Lines of `/etc/apt/sources.list`. */
  readonly lines: readonly string[];
  readonly codename: string;
  readonly mirror: string;
}

/** Reads apt's own view, whatever the format and place of its files. */
export function readPackageSource(): PackageSource {
  const format = '$(CREATED_BY) $(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)';
  const output = execFileSync('apt-get', ['indextargets', '--format', format], {
    encoding: 'utf8',
  });
  const rows = output.split('\n').flatMap((line) => {
    const [kind, uri, release, component, origin] = line.split(' ');
    const isWanted = kind === 'Packages' && component === 'main' && origin === 'Debian';
    return isWanted && uri !== undefined && release !== undefined ? [{ uri, release }] : [];
  });
  const first = rows.find(({ release }) => /^[a-z]+$/.test(release));
  if (first === undefined) throw new Error('apt on this machine names no release of Debian');
  const lines = rows.map(({ uri, release }) => `deb ${uri} ${release} main`);
  return { lines: [...new Set(lines)], codename: first.release, mirror: first.uri };
}

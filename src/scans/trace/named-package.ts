import { comparableName } from '../../image/package-name.ts';

/** A package as a command names it. */
export interface NamedPackage {
  readonly name: string;
  /** The version that it asks for; null without one, or for a range. */
  readonly version: string | null;
}

const LONGEST = 300;
const EXACT = /^[\w.+:~-]+$/;

/** Reads an argument of an install command by the rules of the package's type. */
export function namedPackage(type: string, text: string): NamedPackage | null {
  if (text === '' || text.length > LONGEST || /^[-.~/]/.test(text) || text.includes('://'))
    return null;
  const read = READERS.get(type);
  return read === undefined ? { name: text, version: null } : read(text);
}

/** Whether what a command names is the package; its version where it names one exactly. */
export function asks(type: string, named: NamedPackage, name: string): NamedPackage | null {
  const wanted = comparableName(type, name);
  const given = comparableName(type, named.name);
  if (given === wanted) return named;
  if (type === 'rpm') {
    const rest = given.startsWith(`${wanted}-`) ? given.slice(wanted.length + 1) : '';
    return /^\d/.test(rest) ? { name, version: EXACT.test(rest) ? rest : null } : null;
  }
  // `go install golang.org/x/tools/cmd/goimports@v0.1`: a program of the module `golang.org/x/tools`.
  return type === 'golang' && given.startsWith(`${wanted}/`) ? named : null;
}

type Read = (text: string) => NamedPackage;

const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  // apt-get(8): `name:arch=version/release`, and `+` or `-` at the end.
  ['deb', (text) => cut(text.replace(/\/[\w-]+$/, ''), /^([^:=\s]+)(?::\w+)?(?:=(.+))?$/)],
  // apk-add(8): `name=version`, `name~version`, `name>1`, `name@repository`.
  ['apk', (text) => cut(text, /^([^=~<>@!\s]+)(?:=([^=~<>@\s]+))?/)],
  // dnf(8): names hold digits too, so that only the package itself tells where the version begins.
  [
    'rpm',
    (text) => ({
      name: text.replace(/\.(?:x86_64|aarch64|noarch|i686|s390x|ppc64le)$/, ''),
      version: null,
    }),
  ],
  ['pypi', (text) => cut(text.replace(/\[[^\]]*\]/, ''), /^([\w.-]+)\s*(?:===?\s*([^,;\s]+))?/)],
  ['npm', (text) => cut(text, /^(@?[^@\s]+)(?:@(.+))?$/)],
  ['golang', (text) => cut(text, /^([^@\s]+)(?:@(.+))?$/)],
  ['cargo', (text) => cut(text, /^([^@\s]+)(?:@(.+))?$/)],
  ['gem', (text) => cut(text, /^([^:\s]+)(?::(.+))?$/)],
  ['composer', (text) => cut(text, /^([^:=\s]+)(?:[:=](.+))?$/)],
  ['conda', (text) => cut(text.replace(/^.*::/, ''), /^([\w.-]+)(?:==?([^=\s]+))?/)],
]);

function cut(text: string, form: RegExp): NamedPackage {
  const match = form.exec(text);
  const version = match?.[2] ?? null;
  const isExact = version !== null && EXACT.test(version) && /\d/.test(version);
  return { name: match?.[1] ?? text, version: isExact ? version : null };
}

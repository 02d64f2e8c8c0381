import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import { comparableName } from '../image/package-name.ts';
import type { VersionStyle } from '../image/written-version.ts';

/** How one family of package managers writes packages with versions on the command line. */
export interface PackageSyntax {
  readonly managers: readonly PackageManagerName[];
  /** Types of packages that they install, as package URLs have them. */
  readonly types: readonly string[];
  /**
   * What a word without quotes says behind the name of the package; null when it names another one.
   * `name` is as a scanner gives it.
   */
  readonly behindName: (word: string, name: string) => string | null;
  /** The operator, with the version behind it as the rest; a match of nothing means no version. */
  readonly operator: RegExp;
  /** What may stand behind the version and is no part of it. */
  readonly trailer?: RegExp;
  /** Options that give the version of the only package of a call. */
  readonly versionOptions?: readonly string[];
  /** The first that matches `operator` and version together says how the version is meant. */
  readonly forms: readonly VersionForm[];
}

export interface VersionForm {
  readonly style: VersionStyle;
  readonly operator?: RegExp;
  /** Groups: before, version, after. */
  readonly pattern: RegExp;
}

const WHOLE = /^()(.+)()$/;
const GLOB: VersionForm = { style: 'text', pattern: /^()([^*?[\]]+)(\*)$/ };
const UNREAD: VersionForm = { style: 'other', pattern: WHOLE };
const FLOOR: VersionForm = { style: 'floor', pattern: /^(>=?\s*)(v?\d[^\s,|<>*]*)()$/ };
const CARET: VersionForm = { style: 'caret', pattern: /^(\^)(v?\d[\w.+-]*)()$/ };
const WILDCARD: VersionForm = { style: 'prefix', pattern: /^()(v?\d[\d.]*?)((?:\.[x*])+)$/ };
const NO_GLOB = /^()([^*?[\]]+)()$/;
const FULL = /^()(v?\d+\.\d+\.\d[\w.+-]*)()$/;

/** By the manual pages and command references of the package managers. */
export const PACKAGE_SYNTAXES: readonly PackageSyntax[] = [
  {
    managers: ['apt-get', 'apt', 'aptitude'],
    types: ['deb'],
    behindName: (word, name) => plainName(word, name, /^(?::[\w-]+)?(?=$|[=/])/),
    operator: /^=/,
    forms: [GLOB, { style: 'exact', pattern: NO_GLOB }, UNREAD],
  },
  {
    managers: ['apk'],
    types: ['apk'],
    behindName: (word, name) => plainName(word, name, /^(?=$|[=~<>@])/),
    operator: /^(?:=~|~=|[=~<>]=?)/,
    forms: [
      { style: 'prefix', operator: /~/, pattern: NO_GLOB },
      { style: 'exact', operator: /^=$/, pattern: NO_GLOB },
      { style: 'floor', operator: /^>/, pattern: NO_GLOB },
      UNREAD,
    ],
  },
  {
    managers: ['yum', 'dnf', 'microdnf', 'tdnf'],
    types: ['rpm'],
    behindName: (word, name) => plainName(word, name, /^(?=$|-[\d$]|\.\w+$)/),
    operator: /^-/,
    trailer: /\.(?:x86_64|aarch64|noarch|i686|ppc64le|s390x)$/,
    forms: [
      GLOB,
      { style: 'exact', pattern: /^()([^*?[\]-]+-[^*?[\]-]+)()$/ },
      { style: 'release', pattern: /^()([^*?[\]-]+)()$/ },
      UNREAD,
    ],
  },
  {
    managers: ['zypper'],
    types: ['rpm'],
    behindName: (word, name) => plainName(word, name, /^(?=$|[=<>])/),
    operator: /^[=<>]=?/,
    forms: [
      { style: 'exact', operator: /^=$/, pattern: /^()([^*?[\]-]+-[^*?[\]-]+)()$/ },
      { style: 'release', operator: /^=$/, pattern: /^()([^*?[\]-]+)()$/ },
      { style: 'floor', operator: /^>/, pattern: NO_GLOB },
      UNREAD,
    ],
  },
  {
    managers: ['pip', 'pipx', 'uv'],
    types: ['pypi'],
    behindName: pythonName,
    operator: /^(?:===?|~=|!=|[<>]=?)/,
    trailer: /\s*;.*$/,
    forms: [
      { style: 'prefix', operator: /^==$/, pattern: /^()(\d[\w.+!-]*?)(\.\*)$/ },
      { style: 'exact', operator: /^===?$/, pattern: /^()(v?\d[\w.+!-]*)()$/ },
      { style: 'compatible', operator: /^~=$/, pattern: /^()(\d[\w.+!-]*)()$/ },
      { style: 'floor', operator: /^>/, pattern: /^()(\d[\w.+!-]*)()$/ },
      UNREAD,
    ],
  },
  {
    managers: ['npm', 'yarn', 'pnpm', 'bun'],
    types: ['npm'],
    behindName: (word, name) => plainName(word, name, /^(?=$|@)/),
    operator: /^@/,
    forms: [
      { style: 'exact', pattern: FULL },
      CARET,
      { style: 'tilde', pattern: /^(~)(v?\d[\w.+-]*)()$/ },
      FLOOR,
      WILDCARD,
      { style: 'prefix', pattern: /^()(v?\d+(?:\.\d+)?)()$/ },
      { style: 'any', pattern: /^()([a-z][\w-]*)()$/i },
      UNREAD,
    ],
  },
  {
    managers: ['gem'],
    types: ['gem'],
    behindName: (word, name) => plainName(word, name, /^(?=$|:)/),
    operator: /^:/,
    versionOptions: ['-v', '--version'],
    forms: [
      { style: 'compatible', pattern: /^(~>\s*)(\d[\w.]*)()$/ },
      FLOOR,
      { style: 'exact', pattern: /^(=?\s*)(\d[\w.]*)()$/ },
      UNREAD,
    ],
  },
  {
    managers: ['go'],
    types: ['golang'],
    behindName: goModule,
    operator: /^@/,
    forms: [
      { style: 'exact', pattern: FULL },
      { style: 'prefix', pattern: /^()(v\d+(?:\.\d+)?)()$/ },
      { style: 'any', pattern: /^()(latest|upgrade|patch|main|master)()$/ },
      UNREAD,
    ],
  },
  {
    managers: ['cargo'],
    types: ['cargo'],
    behindName: (word, name) => plainName(word, name, /^(?=$|@)/),
    operator: /^@/,
    versionOptions: ['--version', '--vers'],
    forms: [
      { style: 'exact', pattern: /^(=?)(\d+\.\d+\.\d[\w.+-]*)()$/ },
      CARET,
      { style: 'tilde', pattern: /^(~)(\d[\w.+-]*)()$/ },
      FLOOR,
      UNREAD,
    ],
  },
  {
    managers: ['composer'],
    types: ['composer'],
    behindName: (word, name) => plainName(word, name, /^(?=$|[:= ])/),
    operator: /^[:= ]/,
    forms: [
      CARET,
      { style: 'compatible', pattern: /^(~)(\d[\w.]*)()$/ },
      FLOOR,
      WILDCARD,
      { style: 'exact', pattern: /^()(v?\d[\w.+-]*)()$/ },
      UNREAD,
    ],
  },
  {
    managers: ['conda'],
    types: ['conda', 'pypi'],
    behindName: (word, name) => plainName(word, name, /^(?=$|[=<>~!])/),
    operator: /^(?:==?|[<>~!]=?)/,
    forms: [
      { style: 'exact', operator: /^==$/, pattern: /^()(\d[\w.]*)()$/ },
      { style: 'prefix', operator: /^=$/, pattern: /^()(\d[\w.]*)()$/ },
      { style: 'floor', operator: /^>/, pattern: /^()(\d[\w.]*)()$/ },
      UNREAD,
    ],
  },
];

function plainName(word: string, name: string, border: RegExp): string | null {
  if (!word.startsWith(name)) return null;
  const rest = word.slice(name.length);
  const match = border.exec(rest);
  return match === null ? null : rest.slice(match[0].length);
}

/** Case and separators do not count in names; extras follow in brackets (PEP 503, PEP 508). */
function pythonName(word: string, name: string): string | null {
  const match = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*/.exec(word);
  if (match?.[1] === undefined || !isSamePythonName(match[1], name)) return null;
  return word.slice(match[0].length);
}

function isSamePythonName(a: string, b: string): boolean {
  return comparableName('pypi', a) === comparableName('pypi', b);
}

/** A program of a module lies in a folder of it: `example.com/tool/cmd/tool@v1.2.3`. */
function goModule(word: string, name: string): string | null {
  const at = word.indexOf('@');
  const path = at === -1 ? word : word.slice(0, at);
  return path === name || path.startsWith(`${name}/`) ? word.slice(path.length) : null;
}

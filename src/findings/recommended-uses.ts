/** Programs of a package that is only recommended, and other text that shows that it is needed. */
interface Use {
  readonly programs: string;
  /** Those that packages of their own names bring: where such a package is installed, nothing else is needed. */
  readonly packaged?: string;
  readonly text?: RegExp;
}

/**
 * Named whenever they would be lost: what speaks TLS, compiles, or builds by Autotools needs them, and a
 * Dockerfile does not show all that does.
 */
export const KEPT: ReadonlySet<string> = new Set([
  'ca-certificates',
  'libc6-dev',
  'libfl-dev',
  'libltdl-dev',
  'automake',
  'libprotobuf-dev',
]);

/** Named where something in sight uses them. */
export const USES: ReadonlyMap<string, Use> = new Map<string, Use>([
  [
    'openssh-client',
    {
      programs: 'ssh scp sftp ssh-add ssh-agent ssh-copy-id ssh-keygen ssh-keyscan',
      text: /\bgit@|\bssh:\/\/|\.ssh\b|--mount=type=ssh/,
    },
  ],
  ['less', { programs: 'less', text: /PAGER=less/ }],
  ['patch', { programs: 'patch quilt' }],
  ['netbase', { programs: 'getent', text: /\/etc\/(?:services|protocols|rpc)\b/ }],
  [
    'gnupg',
    {
      programs: 'gpg gpg2 gpgv apt-key apt-add-repository add-apt-repository',
      packaged: 'gpg gpgv',
    },
  ],
  ['gnupg-utils', { programs: 'gpgsplit gpgtar lspgpot kbxutil' }],
  ['gpgv', { programs: 'gpgv debootstrap', packaged: 'gpgv' }],
  ['sq', { programs: 'sq' }],
  ['fakeroot', { programs: 'fakeroot debuild dpkg-buildpackage', text: /debian\/rules/ }],
  ['xz-utils', { programs: 'xz unxz xzcat', text: /\.t?xz\b|\btar\s+-{0,2}\w{0,6}J/ }],
  ['bzip2', { programs: 'bzip2 bunzip2 bzcat', text: /\.t?bz2?\b|\btar\s+-{0,2}\w{0,6}j/ }],
  ['unzip', { programs: 'unzip' }],
  ['zip', { programs: 'zip' }],
  ['file', { programs: 'file' }],
  ['make', { programs: 'make gmake', text: /cmake[^\n]{0,200}--build/ }],
  ['gcc', { programs: 'gcc cc make cmake configure ninja meson scons cargo' }],
  ['curl', { programs: 'curl' }],
  ['git', { programs: 'git' }],
  ['psmisc', { programs: 'killall fuser pstree' }],
  ['procps', { programs: 'ps top free kill pgrep pkill sysctl uptime vmstat watch' }],
  ['xauth', { programs: 'xauth xvfb-run startx', text: /X11Forwarding|ssh\s+-\w*[XY]/ }],
  ['xxd', { programs: 'xxd' }],
  ['rsync', { programs: 'rsync' }],
  ['cron', { programs: 'cron crond crontab anacron' }],
  [
    'shared-mime-info',
    {
      programs: 'update-mime-database xdg-mime gio mimetype',
      text: /\b(?:libgtk|python3?-gi\b|gir1\.2|libwebkit)/,
    },
  ],
  ['geoip-database', { programs: 'geoiplookup', text: /geoip/i }],
  ['php-curl', { programs: 'composer' }],
  ['pkg-config', { programs: 'pkg-config' }],
  ['pkgconf', { programs: 'pkg-config pkgconf' }],
  ['sensible-utils', { programs: 'sensible-editor sensible-pager sensible-browser select-editor' }],
  ['libdbd-mariadb-perl', { programs: 'mysqlhotcopy mytop mariadb-hotcopy' }],
  ['libdbi-perl', { programs: 'mysqlhotcopy mytop mariadb-hotcopy' }],
  ['libterm-readkey-perl', { programs: 'mytop' }],
  [
    'build-essential',
    { programs: 'pip pip3 npm yarn gem bundle', text: /-m\s+pip\b|\bsetup\.py\b/ },
  ],
  ['python3-dev', { programs: 'pip pip3', text: /-m\s+pip\b|\bsetup\.py\b/ }],
]);

/** Of these nobody can tell whether they are needed where something in sight uses them. */
export const COMPILERS: ReadonlySet<string> = new Set(['build-essential', 'python3-dev']);

/** What brings such packages because it needs them. */
const BRINGS: ReadonlyMap<string, string> = new Map([
  ['automake', 'autoconf'],
  ['build-essential', 'gcc g++ make libc6-dev dpkg-dev patch xz-utils bzip2'],
  ['dpkg-dev', 'make patch xz-utils bzip2'],
  ['g++', 'gcc libc6-dev'],
  ['git-lfs', 'git'],
  ['gnupg2', 'gnupg gpgv'],
  ['gnupg', 'gpgv'],
  ['openssh-server', 'openssh-client procps'],
  ['pkg-config', 'pkgconf'],
  ['pkgconf', 'pkg-config'],
  ['python3-dev', 'libc6-dev'],
  ['software-properties-common', 'ca-certificates'],
]);

/** The names, and what they bring. */
export function withBrought(names: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const name of names) {
    all.add(name);
    for (const brought of BRINGS.get(name)?.split(' ') ?? []) all.add(brought);
  }
  return all;
}

/** Text that runs something. */
export interface ReadText {
  readonly text: string;
  /** Its words, addresses left out. */
  readonly words: ReadonlySet<string>;
  /** Words that are packages which a package manager is given. */
  readonly packages: ReadonlySet<string>;
}

/** The last part of `https://download.docker.com/linux/debian/gpg` is no program. */
const ADDRESS = /\b[a-z]{3,5}:\/\/[^\s"'`;&|()<>]+/g;

export function readText(text: string, packages: readonly string[] = []): ReadText {
  const words = text.replace(ADDRESS, ' ').split(/[\s"'`;&|()<>{}[\],/]+/);
  return { text, words: new Set(words), packages: new Set(packages) };
}

/** Whether shell code, or another text that runs something, uses the package. */
export function isUsedIn(name: string, { text, words, packages }: ReadText): boolean {
  const use = USES.get(name);
  if (use === undefined) return false;
  const packaged = use.packaged?.split(' ') ?? [];
  const needed = use.programs
    .split(' ')
    .filter((program) => !packaged.includes(program) || !packages.has(program));
  return needed.some((program) => words.has(program)) || use.text?.test(text) === true;
}

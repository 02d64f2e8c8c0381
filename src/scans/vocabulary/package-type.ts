/** What scanners call package managers, distributions and ecosystems, by the type of a package URL. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  deb: ['deb', 'dpkg', 'debian', 'ubuntu', 'linuxmint', 'kali', 'raspbian', 'apt', 'distroless'],
  apk: ['apk', 'alpine', 'wolfi', 'chainguard', 'postmarketos', 'minimos'],
  rpm: [
    ...['rpm', 'redhat', 'rhel', 'red hat', 'centos', 'fedora', 'rocky', 'almalinux', 'alma'],
    ...['amazon', 'amazonlinux', 'amzn', 'oracle', 'oraclelinux', 'ol', 'photon', 'mariner'],
    ...['cbl-mariner', 'azurelinux', 'suse', 'sles', 'opensuse', 'opensuse.leap', 'yum', 'dnf'],
    ...[
      'opensuse-leap',
      'opensuse-tumbleweed',
      'opensuse.tumbleweed',
      'suse linux enterprise server',
    ],
  ],
  npm: ['npm', 'yarn', 'pnpm', 'bun', 'node', 'node-pkg', 'nodejs', 'node.js', 'javascript', 'js'],
  pypi: ['pypi', 'pip', 'pipenv', 'poetry', 'uv', 'python', 'python-pkg', 'conda-pkg', 'wheel'],
  gem: ['gem', 'rubygems', 'bundler', 'gemspec', 'ruby'],
  golang: ['golang', 'go', 'gomod', 'gomodules', 'gobinary', 'go-module'],
  maven: ['maven', 'java', 'java-archive', 'jar', 'pom', 'gradle', 'sbt', 'jenkins-plugin'],
  cargo: ['cargo', 'rust', 'rustbinary', 'rust-crate', 'crates.io'],
  composer: ['composer', 'php', 'php-composer', 'packagist', 'composer-vendor'],
  nuget: ['nuget', 'dotnet', 'dotnet-core', 'packages-props', '.net'],
  hex: ['hex', 'mix', 'erlang', 'elixir'],
  pub: ['pub', 'dart', 'dart-pub'],
  swift: ['swift', 'swifturl'],
  cocoapods: ['cocoapods', 'pod'],
  conan: ['conan', 'conanlock'],
  conda: ['conda'],
  cpan: ['cpan', 'perl'],
  cran: ['cran', 'r-package'],
  bitnami: ['bitnami'],
  generic: ['generic', 'binary'],
};

const BY_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries(TYPES).flatMap(([type, words]) => words.map((word) => [word, type] as const)),
);

/** The type of a package URL that a scanner's word stands for, in any case of letters; else null. */
export function packageTypeOf(word: string): string | null {
  return BY_WORD.get(word.trim().toLowerCase()) ?? null;
}

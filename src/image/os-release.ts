import type { ImageFacts } from './facts.ts';

type Distribution = ImageFacts['distribution'];

const LONGEST = 64 * 1024;

/** Values of `ID`, and of `ID_LIKE` where that is not one of them (os-release(5)). */
const DISTRIBUTIONS: ReadonlyMap<string, Distribution> = new Map(
  Object.entries({
    alpine: 'alpine',
    debian: 'debian',
    ubuntu: 'ubuntu',
    fedora: 'fedora',
    rhel: 'rhel',
    centos: 'rhel',
    almalinux: 'rhel',
    rocky: 'rhel',
    ol: 'rhel',
    suse: 'suse',
    opensuse: 'suse',
    'opensuse-leap': 'suse',
    'opensuse-tumbleweed': 'suse',
    sles: 'suse',
    sle_hpc: 'suse',
    amzn: 'amazon',
    arch: 'arch',
    wolfi: 'wolfi',
    chainguard: 'wolfi',
  } satisfies Readonly<Record<string, Distribution>>),
);

/** The distribution that an `os-release` file names. */
export function distributionOfRelease(text: string): Distribution {
  const fields = readFields(text.slice(0, LONGEST));
  if (fields.get('PRETTY_NAME') === 'Distroless') return 'distroless';
  const names = [fields.get('ID') ?? '', ...(fields.get('ID_LIKE') ?? '').split(' ')];
  const known = names.map((name) => DISTRIBUTIONS.get(name.toLowerCase()));
  return known.find((distribution) => distribution !== undefined) ?? 'unknown';
}

/** Lines of shell assignments; values may stand in quotes. */
function readFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const equals = line.indexOf('=');
    if (equals < 1) continue;
    const value = line.slice(equals + 1).trim();
    const quoted = /^(["'])(.*)\1$/.exec(value);
    fields.set(line.slice(0, equals).trim(), quoted?.[2] ?? value);
  }
  return fields;
}

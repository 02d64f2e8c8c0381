import type { ScanTarget } from '../../findings/scan-report.ts';

/** How reports name distributions, and the id that `/etc/os-release` has for them. More special names come first. */
const NAMES: readonly (readonly [id: string, pattern: RegExp])[] = [
  ['opensuse-tumbleweed', /\btumbleweed\b/],
  ['opensuse-leap', /\bopensuse\b/],
  // Not `suse-microos`, which is a distribution of its own.
  ['sles', /\b(?:suse|sles)\b(?!-)/],
  ['debian', /\bdebian\b/],
  ['ubuntu', /\bubuntu\b/],
  ['alpine', /\balpine\b/],
  ['rocky', /\brocky/],
  ['almalinux', /\balma/],
  ['amzn', /\b(?:amazon|amzn)/],
  ['rhel', /\b(?:red ?hat|rhel)\b/],
  ['centos', /\bcentos/],
  ['ol', /\b(?:oracle|ol\b)/],
  ['fedora', /\bfedora/],
  ['photon', /\bphoton/],
  ['wolfi', /\bwolfi/],
  ['chainguard', /\bchainguard/],
  ['azurelinux', /\bazure ?linux/],
  ['mariner', /\bmariner/],
];

/**
 * The distribution that a text names: `debian:9`, `Debian GNU/Linux 9 (stretch)`, `ALPINE_LINUX_3_18`,
 * `Red Hat Enterprise Linux 8.5`; null for a text that names none.
 */
export function readDistribution(text: string | null | undefined): ScanTarget['distribution'] {
  const words = (text ?? '').slice(0, 200).toLowerCase().replaceAll('_', ' ');
  const id = idIn(words);
  if (id === null) return null;
  const version = /\d+(?:[. ]\d+)*/.exec(words)?.[0].replaceAll(' ', '.') ?? '';
  return { id, version };
}

/**
 * A distribution as `/etc/os-release` names it, from the two fields of a report: `amazon`, `2 (Karoo)` is `amzn`, `2`. One
 * that is not known keeps its name. Null when the report names none.
 */
export function distributionOf(
  family: string | null | undefined,
  release: string | null | undefined,
): ScanTarget['distribution'] {
  const name = (family ?? '').trim().toLowerCase();
  if (name === '' || name === 'none' || name === 'unknown') return null;
  const text = (release ?? '').trim();
  const words = text.split(/\s+/);
  return {
    id: idIn(name.slice(0, 200)) ?? name,
    version: words.find((word) => /^\d/.test(word)) ?? text,
  };
}

function idIn(words: string): string | null {
  return NAMES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

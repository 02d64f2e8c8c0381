import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import { downloadUrls } from '../dockerfile/download-command.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { splitVariables } from '../dockerfile/variable-pieces.ts';
import { comparePackageVersions } from '../image/compare-packages.ts';
import { SYSTEM_TYPES } from '../image/purl.ts';
import type { Run } from './runs.ts';
import type { ReportedPackage } from './scan-report.ts';
import type { VersionPin } from './version-pin.ts';
import { variableSource } from './version-source.ts';
import type { VariableSource } from './version-source.ts';

/** Names that stand in the addresses of a product's releases, by what scanners call it. */
const PRODUCT_NAMES: Readonly<Record<string, readonly string[]>> = {
  go: ['golang', 'go'],
  kubernetes: ['kubernetes', 'kubectl', 'k8s'],
  node: ['node', 'nodejs'],
};

/** A checksum in hexadecimal digits, from MD5 to SHA-512. */
const CHECKSUM =
  /(?<![0-9A-Za-z])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})(?![0-9A-Za-z])/i;

/**
 * The variable with the version of what a RUN downloads, when that is the package: its name stands in
 * the address, and the variable has the version that was found, or a newer one. Null otherwise.
 */
export function downloadPin(
  dockerfile: Dockerfile,
  run: Run,
  { type, name, version }: ReportedPackage,
): VersionPin | null {
  for (const address of addressesOf(run, { type, name })) {
    const sources = variablesIn(dockerfile, run, address).filter(({ value }) =>
      isSinceVersion(type ?? 'generic', value, version),
    );
    const [source] = sources;
    if (source !== undefined && sources.length === 1) return pinOf(run, source);
  }
  return null;
}

/** Whether a RUN downloads the package from an address in which its version is written out. */
export function isInAddress(run: Run, found: ReportedPackage): boolean {
  const version = found.version.replace(/^v/, '');
  return version !== '' && addressesOf(run, found).some((address) => address.includes(version));
}

/**
 * The name of what holds the checksum of a download in this RUN: a variable, or the RUN itself; null when
 * nothing does, or when the checksum is downloaded, too.
 */
export function fixedChecksum(dockerfile: Dockerfile, run: Run): string | null {
  const { text } = run.script;
  if (CHECKSUM.test(text)) return 'the checksum in this RUN';
  const held = variablesIn(dockerfile, run, text).find(({ value }) => CHECKSUM.test(value));
  return held === undefined ? null : `\`${held.name}\``;
}

/** What a RUN downloads that has the name of the package in its address. */
function addressesOf(
  { script }: Run,
  { type, name }: Pick<ReportedPackage, 'type' | 'name'>,
): string[] {
  if (type !== null && SYSTEM_TYPES.includes(type)) return [];
  const names = productNames(name);
  return script.commands.flatMap((command) => {
    const line = effectiveCommand(command);
    return downloadUrls(nameOf(line) ?? '', line)
      .map(({ text }) => text)
      .filter((text) => names.some((one) => holdsWord(text.toLowerCase(), one)));
  });
}

function variablesIn(dockerfile: Dockerfile, run: Run, text: string): VariableSource[] {
  const names = new Set(splitVariables(text, '\\').flatMap(({ name }) => name ?? []));
  return [...names].flatMap((name) => variableSource(dockerfile, run.run, run.script, name) ?? []);
}

function isSinceVersion(type: string, value: string, version: string): boolean {
  if (!/^v?\d+(?:\.\d+)+$/.test(value) || version === '') return false;
  const plain = (text: string) => text.replace(/^v/, '');
  return comparePackageVersions(type, plain(value), plain(version)) >= 0;
}

/** The last component of a Go module's path that is no major version: `helm.sh/helm/v3` is helm. */
function productNames(name: string): readonly string[] {
  const parts = name.toLowerCase().split('/');
  const last = parts.findLast((part) => !/^v\d+$/.test(part)) ?? '';
  return Object.hasOwn(PRODUCT_NAMES, last) ? (PRODUCT_NAMES[last] ?? []) : [last];
}

function holdsWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const isWord = !/\w/.test(text.charAt(at - 1)) && !/[a-z]/.test(text.charAt(at + word.length));
    if (isWord) return true;
  }
  return false;
}

function pinOf(run: Run, source: VariableSource): VersionPin {
  const { value } = source;
  return {
    run,
    written: { style: 'exact', before: '', version: value, after: '' },
    resolved: { text: value, source, before: '', after: '' },
    place: run.instruction.span,
    named: null,
  };
}

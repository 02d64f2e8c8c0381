import type { Dockerfile } from '../dockerfile/model.ts';
import { smallestFix } from '../image/fixed-version.ts';
import { comparePackageVersions } from '../image/compare-packages.ts';
import { raisePackage } from './raise-package.ts';
import type { RaiseAnswer } from './raise-package.ts';
import type { TracedVulnerability } from './traced-vulnerability.ts';
import { stateOfPin } from './version-pin.ts';
import type { VersionPin } from './version-pin.ts';

/** A vulnerability of a package whose version a RUN pins. */
export interface PinnedVulnerability {
  readonly traced: TracedVulnerability;
  readonly pins: readonly [VersionPin, ...VersionPin[]];
}

/** The same with only those pins that hold the fix back. */
interface Closed {
  readonly traced: TracedVulnerability;
  readonly pins: readonly VersionPin[];
}

/** What is done about one weakness: `cured` by the file as it is, taken by a rebuild (`open`), or `closed`. */
export type PinnedState = ReturnType<typeof stateOfPin>;

export function stateOf(one: PinnedVulnerability): PinnedState {
  const states = one.pins.map((pin) => stateIn(one, pin));
  if (states.includes('closed')) return 'closed';
  return states.includes('open') ? 'open' : 'cured';
}

function stateIn({ traced }: PinnedVulnerability, pin: VersionPin): PinnedState {
  const { package: found, fixed } = traced.vulnerability;
  return stateOfPin(found.type ?? 'generic', pin, found.version, fixed);
}

/** Another branch of the RUN may pin a version that has the fix, and keeps it. */
function closedPins(one: PinnedVulnerability): VersionPin[] {
  return one.pins.filter((pin) => stateIn(one, pin) === 'closed');
}

/**
 * One answer for all weaknesses that the same pins hold in the image, so that one edit cures them; by the
 * vulnerability. Those that do not count and those without a fix have no say in the version.
 */
export function answersFor(
  dockerfile: Dockerfile,
  pinned: readonly PinnedVulnerability[],
): ReadonlyMap<TracedVulnerability, RaiseAnswer> {
  const groups = new Map<string, Closed[]>();
  for (const { traced, ...one } of pinned) {
    const pins = closedPins({ traced, ...one });
    const [first] = pins;
    if (first === undefined) continue;
    const key = keyOf(first);
    groups.set(key, [...(groups.get(key) ?? []), { traced, pins }]);
  }
  const answers = new Map<TracedVulnerability, RaiseAnswer>();
  for (const group of groups.values()) {
    const answer = answerFor(dockerfile, group);
    for (const { traced } of group) answers.set(traced, answer);
  }
  return answers;
}

/** Where the version is written: one variable may give it to several packages. */
function keyOf({ resolved, place }: VersionPin): string {
  const { source } = resolved;
  return `${source?.pair.key.span.start ?? place.start}`;
}

function answerFor(dockerfile: Dockerfile, group: readonly Closed[]): RaiseAnswer {
  const packages = group.map(({ traced }) => traced.vulnerability.package);
  const type = packages[0]?.type ?? 'generic';
  const name = [...new Set(packages.map((found) => found.name))].join(' and ');
  const pins = new Map(group.flatMap((one) => one.pins).map((pin) => [pin.place.start, pin]));
  const fixes = group.map(({ traced }) => traced.vulnerability.fixed);
  const target = smallestFix(type, newestInstalled(type, group), fixes);
  if (target === null) {
    const versions = [...new Set(fixes.flat())].join(', ');
    return { fix: null, left: `no single version has all fixes; they are in ${versions}` };
  }
  const installed = packages[0]?.version ?? '';
  return raisePackage(dockerfile, { name, type, installed, target, pins: [...pins.values()] });
}

/** Scanners may have seen several, on several platforms or in several stages. */
function newestInstalled(type: string, group: readonly Closed[]): string {
  const versions = group.flatMap(({ traced, pins }) => [
    traced.vulnerability.package.version,
    ...pins.flatMap(({ written }) => (written.style === 'exact' ? [written.version] : [])),
  ]);
  return versions.toSorted((a, b) => comparePackageVersions(type, a, b)).at(-1) ?? '';
}

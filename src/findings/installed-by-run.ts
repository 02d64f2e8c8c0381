import type { Dockerfile } from '../dockerfile/model.ts';
import { downloadPin, fixedChecksum, isInAddress } from './download-pin.ts';
import { installsOf, namedPackages } from './named-package.ts';
import type { NamedPackage } from './named-package.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';
import type { Vulnerability } from './scan-report.ts';
import type { Cause, Remedy, TracedVulnerability } from './traced-vulnerability.ts';
import { readPin } from './version-pin.ts';
import type { VersionPin } from './version-pin.ts';
import { fixOf, isSystemPackage, rebuildText, withoutFix } from './vulnerability-text.ts';

export type RunCause = Extract<Cause, { readonly kind: 'run' }>;

/** How a RUN comes to a package: by a version that it asks for, or in a way that leaves nothing to edit. */
export type Installation =
  | { readonly pins: readonly [VersionPin, ...VersionPin[]]; readonly left?: never }
  /** One clause without a final dot. */
  | { readonly pins: null; readonly left: string; readonly remedy: Remedy };

/** A list in a message stays short. */
const MOST_NAMES = 4;

export function installationOf(
  dockerfile: Dockerfile,
  facts: Facts,
  traced: TracedVulnerability,
  cause: RunCause,
): Installation {
  const { vulnerability } = traced;
  const run = runOf(dockerfile, facts, cause);
  const named = run === null ? [] : namingCalls(run, vulnerability);
  const pins = run === null ? [] : pinsOf(dockerfile, run, vulnerability, named);
  if (pins === null) return leave(unreadable(vulnerability), 'by-hand');
  const [first, ...others] = pins;
  if (first !== undefined) return { pins: [first, ...others] };
  const cure = fixOf(vulnerability);
  if (cure === null) return leave(withoutFix(facts, vulnerability, cause.stage), 'vendor');
  if (run !== null && named.length === 0 && isInAddress(run, vulnerability.package)) {
    const { version } = vulnerability.package;
    const text = addressText(dockerfile, run, version.replace(/^v/, ''), cure.replace(/^v/, ''));
    return leave(text, 'by-hand');
  }
  const origin = run === null ? null : originText(run, vulnerability, named);
  const text = `${origin ?? ''}${cureText(facts, vulnerability, cause, cure, origin)}`;
  return leave(text, origin?.endsWith(': ') === true ? 'by-hand' : 'rebuild');
}

/** The version may stand in names of files, too, so that a person has to write it. */
function addressText(dockerfile: Dockerfile, run: Run, version: string, cure: string): string {
  const checksum = fixedChecksum(dockerfile, run);
  const together = checksum === null ? '' : `, together with ${checksum}`;
  return `the address has the version in it: write ${cure} in place of ${version} in this RUN${together}`;
}

function leave(left: string, remedy: Remedy): Installation {
  return { pins: null, left, remedy };
}

function runOf(dockerfile: Dockerfile, facts: Facts, { instruction }: RunCause): Run | null {
  const isCause = (one: Run) => one.instruction === instruction || one.run === instruction;
  return runsOf(dockerfile, facts).find(isCause) ?? null;
}

/** Calls that name the package, or with a version the one that it was built with from the same source. */
function namingCalls({ calls }: Run, { package: found }: Vulnerability): NamedPackage[] {
  const { type, name, source } = found;
  if (type === null) return [];
  const named = namedPackages(calls, type, name);
  if (named.length > 0 || source === null || source === name) return named;
  return namedPackages(calls, type, source).filter(({ pin }) => pin !== null);
}

/** Null when a version is not to be seen in the file. */
function pinsOf(
  dockerfile: Dockerfile,
  run: Run,
  vulnerability: Vulnerability,
  named: readonly NamedPackage[],
): readonly VersionPin[] | null {
  const pinned = named.flatMap(({ call, pin }) => (pin === null ? [] : [{ call, pin }]));
  const pins = pinned.flatMap(({ call, pin }) => readPin(dockerfile, run, call, pin) ?? []);
  if (pins.length < pinned.length) return null;
  if (named.length > 0) return pins;
  const download = downloadPin(dockerfile, run, vulnerability.package);
  return download === null ? [] : [download];
}

function unreadable(vulnerability: Vulnerability): string {
  const cure = fixOf(vulnerability);
  const advice = cure === null ? '' : `; the version to take is ${cure}`;
  return `which version it asks for is not to be seen in the file${advice}`;
}

/** Where a package comes from that the RUN does not name, up to the clause that follows; else null. */
function originText(
  { calls }: Run,
  vulnerability: Vulnerability,
  named: readonly NamedPackage[],
): string | null {
  const { type, name, version } = vulnerability.package;
  if (named.length > 0) return null;
  if (type === 'golang' && name === 'stdlib') {
    return `the program was built with Go ${version.replace(/^v/, '')}: `;
  }
  const installs = type === null ? [] : installsOf(calls, type);
  if (installs.length === 0) return `no command of this RUN names ${name}: `;
  if (isSystemPackage(vulnerability)) return 'it comes with what this RUN installs; ';
  const names = installs.flatMap(({ call }) => call.packages.map(({ text }) => `\`${text}\``));
  if (names.length === 0) return 'it comes from a list that this RUN reads; ';
  if (names.length === 1) return `it comes with ${names.join('')}; `;
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  const list = `${names.slice(0, MOST_NAMES).join(', ')}${more}`;
  return `which of ${list} brings it is not known; `;
}

/** What has to be taken, behind the clause that says where it comes from. */
function cureText(
  facts: Facts,
  vulnerability: Vulnerability,
  { stage }: RunCause,
  cure: string,
  origin: string | null,
): string {
  if (origin?.endsWith(': ') === true) {
    return vulnerability.package.name === 'stdlib'
      ? `take one with Go ${cure} or newer`
      : `what brings it has to come with ${cure} or newer`;
  }
  const isFree = origin === null || isSystemPackage(vulnerability);
  const allowed = isFree ? '' : ', where what brings it allows that';
  return `${rebuildText(facts, vulnerability, stage, cure)}${allowed}`;
}

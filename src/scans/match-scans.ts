import { parseReference } from '../image/reference.ts';
import type { MatchedScan, UnmatchedScan } from './matched-scan.ts';
import { askOwner, listCandidates } from './matching/ask-owner.ts';
import { baseOf } from './matching/base-of.ts';
import { byBase } from './matching/by-base.ts';
import { byBuilds } from './matching/by-builds.ts';
import { byConfiguration } from './matching/by-configuration.ts';
import { byHistory } from './matching/by-history.ts';
import { byLabels } from './matching/by-labels.ts';
import { byManifests } from './matching/by-manifests.ts';
import { byOwnPath } from './matching/by-own-path.ts';
import { builtFrom, distinct, isSameCandidate } from './matching/candidate.ts';
import type { Candidate, Evidence, MatchSubject } from './matching/candidate.ts';
import { missingFiles } from './matching/missing-files.ts';
import { contradiction } from './matching/contradiction.ts';
import type { KnownDockerfile, MatchContext } from './matching/match-context.ts';
import type { MergedScan } from './merged-scan.ts';
import { alignHistory } from './trace/align-history.ts';
import { isKnown } from './trace/layers.ts';

export interface MatchOutcome {
  readonly matched: readonly MatchedScan[];
  readonly unmatched: readonly UnmatchedScan[];
}

interface WeighedEvidence {
  readonly find: Evidence;
  readonly isWeak: boolean;
}

/** From the strongest on; what is weak gives way to a contradiction. */
const EVIDENCE: readonly WeighedEvidence[] = [
  { find: byBuilds('exact'), isWeak: false },
  { find: byBuilds('any-tag'), isWeak: false },
  { find: byLabels, isWeak: true },
  { find: byOwnPath, isWeak: true },
  { find: byHistory, isWeak: true },
  { find: byBuilds('other-tag'), isWeak: true },
  { find: byManifests, isWeak: true },
];

const STRONG = EVIDENCE.filter(({ isWeak }) => !isWeak);

/**
 * Finds the Dockerfiles that scanned images come from, or are the base of. An image whose file the evidence
 * leaves open is not guessed. Scans of files and clusters without vulnerabilities and secrets are in neither list:
 * what they say of Dockerfiles is said by path.
 */
export function matchScans(scans: readonly MergedScan[], context: MatchContext): MatchOutcome {
  const matched: MatchedScan[] = [];
  const unmatched: UnmatchedScan[] = [];
  const files = new Map(context.dockerfiles.map((file) => [file.path, file]));
  for (const scan of scans) {
    const outcome = matchOne(scan, context, files);
    if (outcome === null) continue;
    if ('problem' in outcome) unmatched.push({ scan, ...outcome });
    else {
      for (const match of outcome) {
        const baseEntries = baseEntriesOf(scan, match, files.get(match.path));
        matched.push({ scan, ...match, baseEntries });
      }
    }
  }
  return { matched, unmatched };
}

/** How much of the history is the base image's, where the history and the file belong together. */
function baseEntriesOf(
  { target: { history } }: MergedScan,
  { target }: Match,
  file: KnownDockerfile | undefined,
): number | null {
  if (file === undefined) return null;
  const alignment = alignHistory(file.dockerfile, target, history);
  return isKnown(alignment, history.length) ? alignment.baseEntries : null;
}

/** What Checkov says of a Dockerfile, for instance: all of it is said by path. */
function isNothing({ target, vulnerabilities, secrets }: MergedScan): boolean {
  const isNameless = target.references.length === 0 && target.digests.length === 0;
  const isUnknown = target.kind === 'unknown' && isNameless && target.history.length === 0;
  return isUnknown && vulnerabilities.length === 0 && secrets.length === 0;
}

type Match = Omit<MatchedScan, 'scan' | 'baseEntries'>;
type Refusal = Omit<UnmatchedScan, 'scan'>;

function matchOne(
  scan: MergedScan,
  context: MatchContext,
  files: ReadonlyMap<string, KnownDockerfile>,
): readonly Match[] | Refusal | null {
  const { target, vulnerabilities, secrets } = scan;
  const references = target.references.flatMap((text) => parseReference(text) ?? []);
  const subject: MatchSubject = { target, references, context, fileAt: (path) => files.get(path) };
  const told = context.explicit.get(target);
  const given = told === undefined ? undefined : files.get(told.dockerfile);
  if (told !== undefined && given === undefined) return notLookedAt(told.dockerfile);
  if (given !== undefined) {
    return [matchOf(builtFrom(given, told?.target ?? null, 'it was given with the report'))];
  }
  if (target.kind === 'files' || target.kind === 'cluster') {
    const isEmpty = vulnerabilities.length === 0 && secrets.length === 0;
    return isEmpty ? null : notAnImage(scan);
  }
  if (isNothing(scan)) return null;
  const configured = distinct(byConfiguration(subject));
  if (configured.length === 1) return configured.map(matchOf);
  if (configured.length > 1) return ambiguous(subject, configured);
  const bases = byBase(subject).map((one): Match => ({ ...matchOf(one), base: one.base }));
  // What another image is built on is most often not built here: names must say that it is.
  const found = weigh(subject, bases.length > 0 ? STRONG : EVIDENCE);
  if (!('problem' in found)) return [...bases, found];
  return bases.length > 0 ? bases : found;
}

/** The candidate that the evidence leaves; later evidence may only choose among what earlier one has left open. */
function weigh(subject: MatchSubject, evidence: readonly WeighedEvidence[]): Match | Refusal {
  let open: readonly Candidate[] = [];
  const refused = [...missingFiles(subject)];
  for (const { find, isWeak } of evidence) {
    const found = find(subject, open);
    const left = open.length > 0 ? chosenAmong(open, found) : [];
    for (const candidate of open.length > 0 ? [] : found) {
      const against = isWeak ? contradiction(subject, candidate) : null;
      if (against === null) left.push(candidate);
      else refused.push(`${candidate.because}, but ${against}`);
    }
    const [first] = left;
    if (first !== undefined && left.length === 1) return matchOf(first);
    if (left.length > 1) open = left;
  }
  return open.length > 0 ? ambiguous(subject, open) : noMatch(subject, refused);
}

/** Evidence that does not speak of stages chooses between files only. */
function chosenAmong(open: readonly Candidate[], found: readonly Candidate[]): Candidate[] {
  const kept = (isIt: (one: Candidate, other: Candidate) => boolean) =>
    open.flatMap((one) => {
      const other = found.find((candidate) => isIt(one, candidate));
      return other === undefined
        ? []
        : [{ ...one, because: `${one.because}, and ${other.because}` }];
    });
  const exact = kept(isSameCandidate);
  if (exact.length > 0) return exact;
  return kept((one, other) => other.target === null && one.file.path === other.file.path);
}

function matchOf({ file, role, target, because }: Candidate): Match {
  return { path: file.path, role, target, base: baseOf(file, target), because };
}

function ambiguous(subject: MatchSubject, candidates: readonly Candidate[]): Refusal {
  const listed = `it may be built from ${listCandidates(candidates)}`;
  const { request, configuration } = askOwner(subject, candidates);
  return { reason: 'ambiguous', problem: `${listed}; ${request}`, configuration };
}

function noMatch(subject: MatchSubject, refused: readonly string[]): Refusal {
  const [why] = refused;
  const said = why === undefined ? 'nothing says from which Dockerfile it is built' : why;
  const { request, configuration } = askOwner(subject, []);
  const problem = `${said}; if one of this repository is it, ${request}`;
  return { reason: 'no-match', problem, configuration };
}

/** What a person says counts, also where it helps nobody: another file would be a guess. */
function notLookedAt(dockerfile: string): Refusal {
  const problem = `it is said to be built from ${dockerfile}, which is none of the files that are looked at`;
  return { reason: 'no-match', problem, configuration: [] };
}

function notAnImage({ target, vulnerabilities, secrets }: MergedScan): Refusal {
  const what = vulnerabilities.length > 0 ? 'vulnerabilities of its packages' : 'secrets in it';
  const where = target.kind === 'files' ? 'a folder of files' : 'a cluster';
  const count = vulnerabilities.length > 0 ? vulnerabilities.length : secrets.length;
  const problem = `it is a scan of ${where}, and no image ties the ${count} ${what} to a Dockerfile; scan the image that is built`;
  return { reason: 'not-an-image', problem, configuration: [] };
}

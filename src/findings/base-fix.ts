import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { withoutDigest } from '../image/reference.ts';
import { isSameMove } from '../image/upgrade.ts';
import type { UpgradeCandidate } from '../image/upgrade.ts';
import { withAlternative } from './alternatives.ts';
import type { Left } from './alternatives.ts';
import { countVulnerabilities, fixedIn } from './describe-vulnerability.ts';
import { chosenFor, takeImage } from './image-upgrade.ts';
import type { ImagePlace, UpgradeAnswer } from './image-upgrade.ts';
import type { Facts, Fix, Precondition } from './rule.ts';
import type { Vulnerability } from './scan-report.ts';
import { SEVERITIES } from './severity.ts';
import { vulnerabilityKey } from './traced-vulnerability.ts';
import { withoutFix } from './vulnerability-text.ts';
import type {
  BaseAssessment,
  CandidateAssessment,
  Cause,
  TracedVulnerability,
} from './traced-vulnerability.ts';

/** Vulnerabilities that a new image brings and that are named. */
const MOST_NAMED = 5;

/** What a base image is to become because of what scanners found in it. */
export interface BaseCure {
  readonly place: ImagePlace;
  readonly assessment: BaseAssessment | null;
  /** The image built again; null where a digest holds it. */
  readonly rebuild: CandidateAssessment | null;
  /** What the move that is chosen for the image does. */
  readonly taken: CandidateAssessment | null;
  /** The move itself, one for all that it fixes; null where it fixes nothing that a rebuild does not. */
  readonly answer: UpgradeAnswer | null;
}

type BaseCause = Extract<Cause, { kind: 'base' }>;

/** One vulnerability that comes with FROM. */
export interface BaseVulnerability extends TracedVulnerability {
  readonly cause: BaseCause;
}

export function isOfBase(traced: TracedVulnerability): traced is BaseVulnerability {
  return traced.cause.kind === 'base';
}

const NOT_ASKED = '`fix --report` and `run --report` ask the registry what would cure it';

/** Works out once for an image what all its vulnerabilities share. */
export function cureBase(
  dockerfile: Dockerfile,
  facts: Facts,
  [first, ...others]: readonly [BaseVulnerability, ...BaseVulnerability[]],
): BaseCure {
  const place = { dockerfile, facts, use: ownUse(dockerfile, first.cause.use) };
  const assessment = facts.assessment(place.use);
  const chosen = chosenFor(place);
  const options = assessment?.options ?? [];
  const rebuild = options.find(({ candidate }) => candidate === null) ?? null;
  const taken =
    chosen === null
      ? null
      : (options.find(({ candidate }) => isSameMove(candidate, chosen)) ?? null);
  const gone = [first, ...others].filter(
    (one) => one.silencedBy === null && isIn(taken?.fixed, one) && !isIn(rebuild?.fixed, one),
  );
  const answer =
    chosen === null || taken === null || gone.length === 0
      ? null
      : titled(takeImage(place, chosen), gone, taken);
  return { place, assessment, rebuild, taken, answer };
}

/** Who traced may have read the same text anew: an edit needs the use of the very file at hand. */
function ownUse(dockerfile: Dockerfile, use: ImageUse): ImageUse {
  const isSamePlace = ({ span, resolved }: ImageUse) =>
    span.start === use.span.start && resolved === use.resolved;
  return imageUses(dockerfile).find(isSamePlace) ?? use;
}

/** The shared move for what it fixes; for everything else why it is left, one clause. */
export function answerFor(cure: BaseCure, traced: BaseVulnerability): UpgradeAnswer {
  const { assessment, rebuild, taken, answer, place } = cure;
  if (traced.silencedBy !== null) return { fix: null, left: 'it is silenced' };
  if (assessment === null) {
    const isAsked = place.facts.outlook(place.use) !== null;
    const left = isAsked ? 'no report tells what another image would do about it' : NOT_ASKED;
    return { fix: null, left, remedy: 'not-assessed' };
  }
  if (isIn(rebuild?.fixed, traced)) {
    return { fix: null, left: rebuildText(traced), remedy: 'rebuild' };
  }
  if (answer !== null && isIn(taken?.fixed, traced)) {
    return answer.fix === null ? byHand(answer.left) : answer;
  }
  const reason = whyLeft(cure, assessment, traced);
  // Another image that fixes it is named already.
  if (reason.remedy === 'by-hand') return { fix: null, ...reason };
  return { fix: null, ...withAlternative(reason, traced, assessment, place.facts) };
}

function byHand(left: string): UpgradeAnswer {
  return { fix: null, left, remedy: 'by-hand' };
}

function whyLeft(
  { taken, place }: BaseCure,
  { options, best, unknown }: BaseAssessment,
  traced: BaseVulnerability,
): Left {
  if (unknown !== null) {
    const left = `what another image would do about it is not known: ${unknown}`;
    return { left, remedy: 'not-assessed' };
  }
  const key = vulnerabilityKey(traced.vulnerability);
  const fixing = [best, ...options].find((option) => option?.fixed.has(key) === true);
  const candidate = fixing?.candidate ?? null;
  if (candidate !== null) {
    const left = `${nameOf(candidate)} fixes it, but ${refusalOf(place, candidate)}`;
    return { left, remedy: 'by-hand' };
  }
  if (traced.vulnerability.fixed.length === 0) {
    const { dockerfile, facts, use } = place;
    const stage = use.stage === null ? undefined : dockerfile.stages[use.stage];
    return { left: withoutFix(facts, traced.vulnerability, stage), remedy: 'vendor' };
  }
  const shown = taken?.candidate ?? best?.candidate ?? options.at(-1)?.candidate ?? null;
  const option = options.find((one) => one.candidate === shown);
  const name = shown === null ? 'a rebuild' : nameOf(shown);
  const reason = option?.notAssessed.get(key);
  if (reason !== undefined) {
    return { left: `whether ${name} fixes it cannot be told: ${reason}`, remedy: 'not-assessed' };
  }
  const left = shown === null ? 'a rebuild does not change it' : `still there in ${name}`;
  return { left, remedy: 'base-image' };
}

function refusalOf({ facts, use }: ImagePlace, { reference }: UpgradeCandidate): string {
  const outlook = facts.outlook(use);
  const row = outlook?.candidates.find((one) => one.reference === reference);
  if (row !== undefined && row !== outlook?.chosen) return row.reason;
  const chosen = outlook?.chosen ?? null;
  return chosen === null ? 'it may not be taken here' : `${nameOf(chosen)} is taken`;
}

function rebuildText({ vulnerability, cause }: BaseVulnerability): string {
  const { name } = vulnerability.package;
  const image = withoutDigest(cause.use.resolved ?? cause.use.reference);
  const mended = fixedIn(vulnerability);
  const what = mended === null ? `${image} without it` : `${name} ${mended} or newer`;
  return `a rebuild takes ${what}, which ${image} has by now; nothing to edit`;
}

function titled(
  answer: UpgradeAnswer,
  gone: readonly TracedVulnerability[],
  taken: CandidateAssessment,
): UpgradeAnswer {
  if (answer.fix === null) return answer;
  const { title, evidence = [] } = answer.fix;
  const counts = countVulnerabilities(gone.map(({ vulnerability }) => vulnerability));
  const fix: Fix = {
    ...answer.fix,
    title: `${title}: fixes ${counts}`,
    evidence: [...evidence, newOnes(taken)],
  };
  return { fix };
}

/** Only a scanner tells what a new image brings: nobody looked where none did. */
function newOnes({ introduced }: CandidateAssessment): Precondition {
  const text = 'the new image has no new vulnerabilities';
  if (introduced === null) {
    return { text: `${text}: no scanner has looked at it`, state: 'unknown' };
  }
  if (introduced.length === 0) return { text, state: 'held' };
  const brought = `${countVulnerabilities(introduced)}: ${worstNamed(introduced)}`;
  return { text: `${text}: it brings ${brought}`, state: 'did not hold' };
}

/** `CVE-2025-1 in tar 1.34, CVE-2025-2 in curl 8.1 and 3 more`, the worst first. */
function worstNamed(vulnerabilities: readonly Vulnerability[]): string {
  const rank = ({ severity }: Vulnerability) => SEVERITIES.indexOf(severity);
  const sorted = [...vulnerabilities].sort((a, b) => rank(a) - rank(b));
  const named = sorted.slice(0, MOST_NAMED).map(({ id, package: one }) => {
    return `${id} in ${one.name} ${one.version}`.trim();
  });
  const more = sorted.length - named.length;
  return `${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

function isIn(keys: ReadonlySet<string> | undefined, { vulnerability }: TracedVulnerability) {
  return keys?.has(vulnerabilityKey(vulnerability)) === true;
}

function nameOf({ reference }: UpgradeCandidate): string {
  return withoutDigest(reference);
}

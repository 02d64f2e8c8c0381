import type { Scan } from '../../findings/scan-report.ts';
import type {
  BaseAssessment,
  CandidateAssessment,
  TracedVulnerability,
} from '../../findings/traced-vulnerability.ts';
import { packageRelease, releaseOfPackages } from '../../image/package-release.ts';
import { parseReference, withoutDigest } from '../../image/reference.ts';
import type { Platform, Registry } from '../../image/registry.ts';
import type { ImageOutlook, UpgradeCandidate } from '../../image/upgrade.ts';
import type { AllowedMoves } from '../allowed-moves.ts';
import type { ImageScanner } from '../image-scanner.ts';
import type { ContentsReader, ReadContents } from '../read-base-contents.ts';
import { findAlternatives } from './alternatives.ts';
import { compareWhatMatters, gainOf } from './gain.ts';
import { judgeOption } from './judge-option.ts';
import type { Option, PresentBase } from './judge-option.ts';
import { preferenceFor } from './preference-for.ts';
import { searchOptions } from './search-options.ts';

/** Candidates whose packages are read: each costs a few requests, and layers without a bill of materials. */
const MOST_CANDIDATES = 6;
/** Candidates that a scanner looks at: each takes minutes. */
const MOST_SCANS = 3;

export interface AssessmentRequest {
  readonly contents: ContentsReader;
  readonly listTags: Registry['listTags'];
  /** As resolved from the Dockerfile. */
  readonly reference: string;
  readonly platform: Platform | null;
  /** Those that the image causes; silenced ones count for nothing. */
  readonly vulnerabilities: readonly TracedVulnerability[];
  /** What was scanned: tells which release fixed versions are for, and whether the base was built anew since. */
  readonly target: {
    readonly distribution: { readonly id: string; readonly version: string } | null;
    readonly diffIds: readonly string[];
  } | null;
  readonly outlook: ImageOutlook | null;
  readonly moves: AllowedMoves;
  /** A report of an image that was given, by its reference; null without one. */
  readonly reportOf: (reference: string) => Scan | null;
  /** Null when no scanner may be run. */
  readonly scanner: ImageScanner | null;
}

/** A judged option, with what is needed to judge it again by a scan. */
interface Judged {
  readonly option: Option;
  readonly assessment: CandidateAssessment;
  readonly isScanned: boolean;
}

/**
 * Works out what the images that may be taken do about the vulnerabilities of a base image, from the
 * smallest change to the largest. Never throws for a registry or a scanner: what could not be told is said.
 */
export async function assessBase(request: AssessmentRequest): Promise<BaseAssessment> {
  const { contents, reference, platform, outlook, moves, vulnerabilities } = request;
  const image = parseReference(reference);
  if (image === null) {
    return nothing(reference, `${reference} is no name of an image`);
  }
  const own = await contents(reference, platform);
  const { distribution = null, diffIds = [] } = request.target ?? {};
  const scanned =
    distribution === null ? null : packageRelease(distribution.id, distribution.version);
  const release = scanned ?? releaseOfPackages(own.packages ?? []);
  const present: PresentBase = { vulnerabilities, list: { contents: own, release }, diffIds };
  const judge = async (candidate: UpgradeCandidate | null): Promise<Judged> => {
    const read = candidate === null ? own : await contents(addressOf(candidate), platform);
    const option = { candidate, contents: read };
    const report = request.reportOf(candidate?.reference ?? reference);
    const assessment = judgeOption(present, option, report);
    return { option, assessment, isScanned: report !== null };
  };
  const rebuild = image.digest === null ? [await judge(null)] : [];
  const compare = (a: Judged, b: Judged) => compareJudged(a, b, vulnerabilities);
  const chosen = outlook?.chosen ?? null;
  const candidates = await searchOptions({ moves, chosen, most: MOST_CANDIDATES, judge, compare });
  const all = await scanSome([...rebuild, ...candidates], present, request);
  const best = bestOf(all, vulnerabilities)?.assessment ?? null;
  const options = all.map(({ assessment }) => assessment);
  const taken = takenOf(all, own, best, request);
  return {
    reference,
    options,
    best,
    alternatives: await findAlternatives(image, { ...request, options, taken, judge }),
    unknown: all.length === 0 ? whyNone(request) : whyUnread(all),
  };
}

/** What the file is to name: what is preferred to the policy's choice, that choice, or what it names now. */
function takenOf(
  all: readonly Judged[],
  own: ReadContents,
  best: CandidateAssessment | null,
  { reference, outlook, vulnerabilities }: AssessmentRequest,
): { readonly reference: string; readonly contents: ReadContents } {
  const chosen = outlook?.chosen ?? null;
  const options = all.map(({ assessment }) => assessment);
  const preference = preferenceFor({ best, options }, chosen, vulnerabilities);
  const taken = preference?.reference ?? chosen?.reference ?? reference;
  const judged = all.find(({ option }) => option.candidate?.reference === taken);
  return { reference: taken, contents: judged?.option.contents ?? own };
}

/** What a scanner would be asked about: exactly what was judged. */
function addressOf({ reference, digest }: UpgradeCandidate): string {
  return digest === null ? reference : `${withoutDigest(reference)}@${digest}`;
}

function compareJudged(a: Judged, b: Judged, all: readonly TracedVulnerability[]): number {
  const [own, other] = [gainOf(a.assessment, all), gainOf(b.assessment, all)];
  if (own === null || other === null) return Number(own !== null) - Number(other !== null);
  return compareWhatMatters(own, other);
}

/** The first, which is the smallest, of those that gain most; null when none gains anything. */
function bestOf(judged: readonly Judged[], all: readonly TracedVulnerability[]): Judged | null {
  let best: Judged | null = null;
  for (const one of judged) {
    if (gainOf(one.assessment, all) === null) continue;
    if (best === null || compareJudged(one, best, all) > 0) best = one;
  }
  return best;
}

/**
 * Has a scanner look at what would be taken, until the best one was looked at. Where packages alone tell
 * of no gain, it looks at the smallest changes.
 */
async function scanSome(
  judged: readonly Judged[],
  present: PresentBase,
  { scanner, reference, platform, vulnerabilities, outlook }: AssessmentRequest,
): Promise<readonly Judged[]> {
  if (scanner === null) return judged;
  const all = [...judged];
  for (let count = 0; count < MOST_SCANS; count += 1) {
    const open = all.filter(({ isScanned, assessment }) => !isScanned && isWorthAScan(assessment));
    const best = bestOf(all, vulnerabilities);
    const chosen = open.find(({ option }) => option.candidate === outlook?.chosen);
    const next = best === null || best.isScanned ? chosen : best;
    const [one = best === null ? open[0] : undefined] = next === undefined ? [] : [next];
    if (one === undefined) break;
    const { candidate } = one.option;
    const outcome = await scanner.scan(
      candidate === null ? reference : addressOf(candidate),
      platform,
    );
    if (!outcome.ok && outcome.reason === 'missing') break;
    const assessment = outcome.ok ? judgeOption(present, one.option, outcome.scan) : one.assessment;
    all[all.indexOf(one)] = { ...one, assessment, isScanned: true };
  }
  return all;
}

function isWorthAScan({ fixed, notAssessed }: CandidateAssessment): boolean {
  return fixed.size + notAssessed.size > 0;
}

function whyNone({ outlook }: AssessmentRequest): string {
  if (outlook === null) return 'no registry was asked what could be taken instead';
  const [reason = 'the policy allows no other image'] = [
    ...outlook.unknown,
    ...outlook.candidates.map((candidate) => `${candidate.reference}: ${candidate.reason}`),
  ];
  return reason;
}

/** Null when the packages of one image at least could be read. */
function whyUnread(all: readonly Judged[]): string | null {
  const isTold = ({ assessment }: Judged) => assessment.fixed.size + assessment.remaining.size > 0;
  if (all.some(isTold)) return null;
  const [first] = all.flatMap(({ option }) => option.contents.why ?? []);
  return first ?? null;
}

function nothing(reference: string, unknown: string): BaseAssessment {
  return { reference, options: [], best: null, alternatives: [], unknown };
}

import { parseDockerfile } from '../dockerfile/parse.ts';
import type { Scan } from '../findings/scan-report.ts';
import type { BaseAssessment, TracedVulnerability } from '../findings/traced-vulnerability.ts';
import type { BaseContents } from '../image/base-contents.ts';
import { fullName, parseReference } from '../image/reference.ts';
import type { MatchedScan } from '../scans/matched-scan.ts';
import { NO_MOVES } from '../upgrades/allowed-moves.ts';
import { askOnce } from '../upgrades/ask-once.ts';
import { assessBase } from '../upgrades/assessment/assess-base.ts';
import { preferenceFor } from '../upgrades/assessment/preference-for.ts';
import type { ImageScanner } from '../upgrades/image-scanner.ts';
import { useKey } from '../upgrades/planned-use.ts';
import type { Preference } from '../upgrades/preference.ts';
import { contentsReader } from '../upgrades/read-base-contents.ts';
import type { ContentsReader } from '../upgrades/read-base-contents.ts';
import { groupBy } from './body/grouping.ts';
import type { SourceFile } from './check-context.ts';
import { planImages } from './image-plan.ts';
import type { ImagePlan, ImagePlanInput } from './image-plan.ts';
import { knowledgeOfScans } from './knowledge-of-scans.ts';
import type { MatchedReports } from './match-reports.ts';
import { nobodyElse } from './left-to-bots.ts';
import type { LeftToBots } from './left-to-bots.ts';
import type { RepositoryContext } from './repository-context.ts';
import type { ScanKnowledge } from './scan-knowledge.ts';

export interface ScanPlanInput {
  readonly reports: MatchedReports;
  readonly repository: Pick<RepositoryContext, 'hasFile'>;
  readonly images: ImagePlanInput;
  /** Looks at the images that could be taken; null when no scanner is to be run. */
  readonly scanner: ImageScanner | null;
}

export interface ScanPlan {
  readonly images: ImagePlan;
  readonly scans: ScanKnowledge;
}

/**
 * Asks the registries what the images of the files should become, and what that does about what scanners found in
 * them. Each image has one move: where a smaller one than the policy's choice fixes as much, or the
 * policy chooses nothing that fixes anything, the plan is made again with that preferred.
 */
export async function planScans(
  sources: readonly SourceFile[],
  { reports, repository, images, scanner }: ScanPlanInput,
): Promise<ScanPlan> {
  const contents = contentsReader(images.registry);
  const { listTags } = askOnce(images.registry);
  const contentsOf = await readBases(reports, contents);
  const context = {
    baseContents: (reference: string) => contentsOf.get(reference) ?? null,
    hasFile: repository.hasFile,
  };
  const traced = knowledgeOfScans(reports, context, new Map());
  const bases = [...scannedBases(sources, reports, traced)];
  const planning = { ...images, leftTo: unlessExploited(images.leftTo ?? nobodyElse, bases) };
  const first = await planImages(sources, { ...planning, withEvidence: false });
  const assessments = new Map<string, BaseAssessment>();
  const preferences = new Map<string, Preference>();
  for (const base of bases) {
    const { key, path, reference, vulnerabilities, matched } = base;
    const outlook = first.knowledge.outlook(path, reference);
    const assessment = await assessBase({
      contents,
      listTags,
      reference,
      platform: matched.scan.target.platform,
      vulnerabilities,
      target: matched.scan.target,
      outlook,
      moves: first.allowed.get(key) ?? NO_MOVES,
      reportOf: (image) => reportOf(image, reports),
      scanner,
    });
    assessments.set(key, assessment);
    const preference = preferenceFor(assessment, outlook?.chosen ?? null, vulnerabilities);
    if (preference !== null) preferences.set(key, preference);
  }
  // Without preferences and evidence the second plan would be the first one.
  const isSettled = preferences.size === 0 && !images.withEvidence;
  return {
    images: isSettled ? first : await planImages(sources, { ...planning, preferences }),
    scans: knowledgeOfScans(reports, context, assessments),
  };
}

/** What the base images of what was scanned hold now, by their references. */
async function readBases(
  { matched }: MatchedReports,
  contents: ContentsReader,
): Promise<ReadonlyMap<string, BaseContents>> {
  const bases = new Map<string, BaseContents>();
  const questions = [...matched.values()].flat().map(async ({ base, scan }) => {
    if (base !== null) bases.set(base, await contents(base, scan.target.platform));
  });
  await Promise.all(questions);
  return bases;
}

interface ScannedBase {
  readonly key: string;
  readonly path: string;
  readonly reference: string;
  readonly matched: MatchedScan;
  readonly vulnerabilities: readonly TracedVulnerability[];
}

/** Every base image of a file that brings vulnerabilities, with the scan that tells of it. */
function* scannedBases(
  sources: readonly SourceFile[],
  { matched }: MatchedReports,
  traced: Pick<ScanKnowledge, 'vulnerabilities'>,
): Generator<ScannedBase> {
  for (const { path, text } of sources) {
    const scans = matched.get(path) ?? [];
    if (scans.length === 0) continue;
    const byImage = vulnerabilitiesByBase(traced.vulnerabilities(path, parseDockerfile(text)));
    for (const [reference, vulnerabilities] of byImage) {
      const own = scans.find(({ base }) => base === reference) ?? scans[0];
      if (own === undefined) continue;
      yield { key: useKey(path, reference), path, reference, matched: own, vulnerabilities };
    }
  }
}

/** Nobody waits for another bot where an advisory is known to be exploited. */
function unlessExploited(leftTo: LeftToBots, bases: readonly ScannedBase[]): LeftToBots {
  const exploited = new Set(
    bases
      .filter(({ vulnerabilities }) =>
        vulnerabilities.some(
          ({ vulnerability, silencedBy }) =>
            silencedBy === null && vulnerability.isKnownExploited === true,
        ),
      )
      .map(({ key }) => key),
  );
  return (use) => (exploited.has(useKey(use.path, use.reference)) ? null : leftTo(use));
}

/** By the reference of the image, as resolved. */
function vulnerabilitiesByBase(
  all: readonly TracedVulnerability[],
): ReadonlyMap<string, readonly TracedVulnerability[]> {
  const groups = groupBy(all, ({ cause }) =>
    cause.kind === 'base' ? (cause.use.resolved ?? '') : '',
  );
  groups.delete('');
  return groups;
}

/** A report that was given about an image that could be taken. */
function reportOf(reference: string, { scans }: MatchedReports): Scan | null {
  const name = normalize(reference);
  const found = scans.find(({ target }) =>
    [target.name, ...target.references].some((other) => normalize(other) === name),
  );
  if (found === undefined) return null;
  const { target, tools, vulnerabilities } = found;
  return {
    tool: tools.join(', '),
    target,
    vulnerabilities: vulnerabilities.map(({ vulnerability }) => vulnerability),
    problems: [],
    secrets: [],
  };
}

/** Full name with tag and digest, so that `node:20` and `docker.io/library/node:20` are one. */
function normalize(text: string): string {
  const reference = parseReference(text);
  if (reference === null) return text;
  const { tag, digest } = reference;
  return digest === null
    ? `${fullName(reference)}:${tag ?? 'latest'}`
    : `${fullName(reference)}@${digest}`;
}

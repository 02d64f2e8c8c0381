import { argumentsFor } from '../builds/arguments-for.ts';
import type { Config } from '../config/schema.ts';
import { imageUses } from '../dockerfile/image-uses.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import type { ScanTarget } from '../findings/scan-report.ts';
import { matchScans } from '../scans/match-scans.ts';
import type { MatchedScan, UnmatchedScan } from '../scans/matched-scan.ts';
import type { MatchContext } from '../scans/matching/match-context.ts';
import { mergeScans } from '../scans/merge-scans.ts';
import type { MergeOutcome } from '../scans/merge-scans.ts';
import type { MergedScan } from '../scans/merged-scan.ts';
import { assignProblems } from '../scans/problems-by-file.ts';
import type { AssignedProblems } from '../scans/problems-by-file.ts';
import { newSilencer, silenceScan } from '../scans/silence.ts';
import { vexSilences } from '../scans/vex-silences.ts';
import { groupBy } from './body/grouping.ts';
import type { SourceFile } from './check-context.ts';
import type { GivenReport } from './given-report.ts';
import type { RepositoryContext } from './repository-context.ts';

export interface ReportsInput {
  readonly reports: readonly GivenReport[];
  /** Paths relative to the root of the repository. */
  readonly sources: readonly SourceFile[];
  readonly repository: RepositoryContext;
  readonly config: Pick<Config, 'images'>;
}

/** What reports say, by the Dockerfile that it is about. */
export interface MatchedReports {
  /** All scans; what is silenced says by whom. */
  readonly scans: readonly MergedScan[];
  /** By the path of a Dockerfile. */
  readonly matched: ReadonlyMap<string, readonly MatchedScan[]>;
  readonly unmatched: readonly UnmatchedScan[];
  readonly problems: AssignedProblems;
  /** Each a clause for a person. */
  readonly notices: readonly string[];
  /** What only a person can settle, each in lines. */
  readonly questions: readonly (readonly string[])[];
}

/** Puts together what the reports say, silences what does not count, and finds the Dockerfile of each image. */
export function matchReports(input: ReportsInput): MatchedReports {
  const { reports, sources, repository } = input;
  const merged = mergeScans(reports.flatMap(({ report }) => report.scans));
  const statements = reports.flatMap(({ report }) => report.statements);
  const silencer = newSilencer([...repository.silences, ...vexSilences(statements)]);
  const outcome = matchScans(merged.scans, contextOf(input, pairsIn(reports, merged)));
  const silenced = new Map(merged.scans.map((scan) => [scan, silenceScan(scan, silencer, null)]));
  const inGeneral = outcome.matched.map((one) => ({
    ...one,
    scan: silenced.get(one.scan) ?? one.scan,
  }));
  const scans = [...silenced.values()];
  const paths = sources.map(({ path }) => path);
  return {
    scans,
    // An ignore file counts for the Dockerfiles of its folder.
    matched: groupBy(
      outcome.matched.map((one) => ({ ...one, scan: silenceScan(one.scan, silencer, one.path) })),
      ({ path }) => path,
    ),
    unmatched: outcome.unmatched,
    problems: assignProblems(scans, inGeneral, paths),
    notices: [...merged.notices, ...strangers(outcome.unmatched)],
    questions: [...unknownFiles(reports, paths), ...outcome.unmatched.flatMap(questionOf)],
  };
}

/** An image that may come from several Dockerfiles: the others are told together. */
function questionOf({ scan, reason, problem, configuration }: UnmatchedScan): string[][] {
  return reason === 'ambiguous' ? [[`${scan.target.name}: ${problem}`, ...configuration]] : [];
}

/** Images of no Dockerfile that are named in one notice. */
const MOST_STRANGERS = 3;

/** One notice for all images that are none of the repository: a cluster runs many. */
function strangers(unmatched: readonly UnmatchedScan[]): string[] {
  const names = unmatched.flatMap(({ scan, reason }) =>
    reason === 'ambiguous' ? [] : [scan.target.name],
  );
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_STRANGERS).join(', ');
  const more = names.length - MOST_STRANGERS;
  const named = more > 0 ? `${shown} and ${more} more` : shown;
  return [`nothing is done about ${named}: no Dockerfile that is looked at is known to build it`];
}

function contextOf(
  { sources, repository, config }: ReportsInput,
  explicit: MatchContext['explicit'],
): MatchContext {
  const dockerfiles = sources.map(({ path, text }) => {
    const dockerfile = parseDockerfile(text);
    return { path, dockerfile, uses: imageUses(dockerfile, argumentsFor(repository.builds, path)) };
  });
  const { addresses, manifests, builds } = repository;
  return {
    dockerfiles,
    builds: builds.builds,
    images: config.images,
    explicit,
    repositories: addresses,
    manifests,
  };
}

/** What a person said with a report, by the target that the report became a part of. */
function pairsIn(
  reports: readonly GivenReport[],
  { mergedOf }: MergeOutcome,
): MatchContext['explicit'] {
  const pairs = new Map<ScanTarget, { readonly dockerfile: string }>();
  for (const { dockerfile, report } of reports) {
    if (dockerfile === null) continue;
    for (const { target } of report.scans) {
      pairs.set(mergedOf.get(target)?.target ?? target, { dockerfile });
    }
  }
  return pairs;
}

function unknownFiles(reports: readonly GivenReport[], paths: readonly string[]): string[][] {
  return reports.flatMap(({ name, dockerfile }) =>
    dockerfile === null || paths.includes(dockerfile)
      ? []
      : [
          [
            `${name} is said to be about ${dockerfile}, which is none of the files that are looked at`,
          ],
        ],
  );
}

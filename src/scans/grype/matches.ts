import * as z from 'zod';
import type { ScanTarget, Vulnerability } from '../../findings/scan-report.ts';
import { SYSTEM_TYPES } from '../../image/purl.ts';
import { listOf, objectOf, text, texts } from '../vocabulary/tolerant-fields.ts';
import { newVulnerability } from '../vocabulary/new-vulnerability.ts';
import type { Notices } from '../vocabulary/notices.ts';
import { packageTypeOf } from '../vocabulary/package-type.ts';
import { readEach } from '../vocabulary/read-each.ts';
import { shortTitle } from '../vocabulary/short-title.ts';
import { httpsLink } from '../vocabulary/written-text.ts';
import { ignoreReason, ignoreRuleFields } from './ignore-reason.ts';
import { layerOf, pathOf } from './place-in-image.ts';
import { ratingFields, readRatings } from './ratings.ts';

const vulnerabilityShape = {
  id: z.string(),
  dataSource: text,
  description: text,
  ...ratingFields,
};

/** `Match` and `IgnoredMatch` of `grype/presenter/models/match.go` in anchore/grype. */
const matchSchema = z.object({
  vulnerability: z.object({
    ...vulnerabilityShape,
    fix: objectOf({ versions: texts, state: text }),
  }),
  relatedVulnerabilities: listOf(vulnerabilityShape),
  artifact: z.object({
    name: z.string(),
    version: text,
    type: text,
    purl: text,
    locations: listOf({ path: text, layerID: text }),
    upstreams: listOf({ name: z.string() }),
  }),
  appliedIgnoreRules: listOf(ignoreRuleFields),
});

type Match = z.infer<typeof matchSchema>;

export interface MatchReading {
  readonly place: 'matches' | 'ignoredMatches';
  readonly target: ScanTarget;
  readonly notices: Notices;
}

/** The vulnerabilities of a list of matches, one a match; ignored ones with the reason. */
export function readMatches(matches: unknown, { place, target, notices }: MatchReading) {
  return readEach(matches, matchSchema, { place, notices }, (match) => {
    const rules = match.appliedIgnoreRules;
    const silencedBy = place === 'ignoredMatches' ? ignoreReason(rules) : null;
    return readMatch(match, target, silencedBy);
  });
}

function readMatch(
  { vulnerability, relatedVulnerabilities, artifact }: Match,
  { diffIds }: ScanTarget,
  silencedBy: string | null,
): Vulnerability | null {
  const type = packageTypeOf(artifact.type ?? '');
  const all = [vulnerability, ...relatedVulnerabilities];
  const described = all.find(({ description }) => description)?.description;
  return newVulnerability({
    ids: all.map(({ id }) => id),
    package: {
      name: artifact.name,
      type,
      version: artifact.version === null ? null : withoutZeroEpoch(artifact.version),
      purl: artifact.purl || null,
      source: artifact.upstreams[0]?.name ?? null,
      path: SYSTEM_TYPES.includes(type ?? '') ? null : pathOf(artifact.locations),
    },
    fixed: [...new Set((vulnerability.fix?.versions ?? []).map(withoutZeroEpoch))],
    decision: vulnerability.fix?.state === 'wont-fix' ? 'will-not-fix' : null,
    ...readRatings(all),
    title: shortTitle(described),
    link: httpsLink(vulnerability.dataSource),
    layer: layerOf(artifact.locations, diffIds),
    silencedBy,
  });
}

/** Databases of rpm write `0:1.2-3` where packages have no epoch. */
function withoutZeroEpoch(version: string): string {
  return version.replace(/^0:/, '');
}

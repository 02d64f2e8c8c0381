import * as z from 'zod';
import type { Scan } from '../../findings/scan-report.ts';
import { text } from '../vocabulary/tolerant-fields.ts';
import type { Notices } from '../vocabulary/notices.ts';
import { readEach } from '../vocabulary/read-each.ts';
import { trimPath } from '../vocabulary/new-vulnerability.ts';
import { misconfigurationSchema, readMisconfiguration } from './misconfiguration-row.ts';
import { listedPackages } from './listed-packages.ts';
import { modifiedSchema, reasonOf } from './modified-finding.ts';
import { isSystemResult } from './result-place.ts';
import type { ResultPlace } from './result-place.ts';
import { readSecret, secretSchema } from './secret-row.ts';
import { readVulnerability, vulnerabilitySchema } from './vulnerability-row.ts';

/** `Result` of `pkg/types/report.go` in aquasecurity/trivy; licences and custom resources are no findings. */
export const resultSchema = z.object({
  Target: text,
  Class: text,
  Type: text,
  Packages: z.unknown().optional(),
  Vulnerabilities: z.unknown().optional(),
  Misconfigurations: z.unknown().optional(),
  Secrets: z.unknown().optional(),
  ExperimentalModifiedFindings: z.unknown().optional(),
});

export type TrivyResult = z.infer<typeof resultSchema>;
export type Findings = Pick<Scan, 'vulnerabilities' | 'problems' | 'secrets'> &
  Required<Pick<Scan, 'packages'>>;

export interface ResultReading {
  /** The name of what was scanned, which results about an image's configuration have as their target. */
  readonly artifact: string;
  /** False in a cluster, where the target of a misconfiguration is an object and no file. */
  readonly hasFiles: boolean;
  /** Where the result stands in the report: `Results[0]`. */
  readonly place: string;
  readonly notices: Notices;
}

const packageSchema = z.object({ ID: z.string(), SrcName: z.string() });

/** What one result holds. Findings that Trivy no longer counts are among them, with the reason. */
export function readResult(result: TrivyResult, reading: ResultReading): Findings {
  const { place, notices, artifact, hasFiles } = reading;
  const ofFile = trimPath(result.Target === artifact || !hasFiles ? null : result.Target);
  const vulnerabilityPlace = { result, sources: sourcesOf(result) };
  const vulnerabilities = readEach(
    result.Vulnerabilities,
    vulnerabilitySchema,
    { place: `${place}.Vulnerabilities`, notices },
    (row) => readVulnerability(row, vulnerabilityPlace, null),
  );
  const problems = readEach(
    result.Misconfigurations,
    misconfigurationSchema,
    { place: `${place}.Misconfigurations`, notices },
    (row) => readMisconfiguration(row, ofFile, null),
  );
  const secrets = readEach(
    result.Secrets,
    secretSchema,
    { place: `${place}.Secrets`, notices },
    (row) => readSecret(row, trimPath(secretPath(result, reading))),
  );
  const silenced = readModified(result, vulnerabilityPlace, ofFile, reading);
  return {
    vulnerabilities: [...vulnerabilities, ...silenced.vulnerabilities],
    problems: [...problems, ...silenced.problems],
    secrets,
    packages: listedPackages(result),
  };
}

function secretPath({ Target }: ResultPlace, { artifact }: ResultReading): string | null {
  return Target === artifact ? null : (Target ?? null);
}

/** Findings that a `.trivyignore` or a VEX document took out. */
function readModified(
  result: TrivyResult,
  vulnerabilityPlace: Parameters<typeof readVulnerability>[1],
  path: string | null,
  { place, notices }: ResultReading,
): Pick<Findings, 'vulnerabilities' | 'problems'> {
  const problems: Findings['problems'][number][] = [];
  const vulnerabilities = readEach(
    result.ExperimentalModifiedFindings,
    modifiedSchema,
    { place: `${place}.ExperimentalModifiedFindings`, notices },
    (row, index) => {
      if (row.Type === 'license') return [];
      const reason = reasonOf(row);
      if (reason === null || row.Type === 'secret') {
        const what = `a ${row.Type} with the status ${row.Status}`;
        notices.add(`${place}.ExperimentalModifiedFindings[${index}]: ${what} is left out`);
        return [];
      }
      if (row.Type === 'vulnerability') {
        const read = vulnerabilitySchema.safeParse(row.Finding);
        return read.success ? readVulnerability(read.data, vulnerabilityPlace, reason) : null;
      }
      const read = misconfigurationSchema.safeParse(row.Finding);
      if (row.Type !== 'misconfiguration' || !read.success) return null;
      problems.push(...(readMisconfiguration(read.data, path, reason) ?? []));
      return [];
    },
  );
  return { vulnerabilities, problems };
}

/** Source packages by the id of a package; only packages of a distribution have them. */
function sourcesOf(result: TrivyResult): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  if (!isSystemResult(result) || !Array.isArray(result.Packages)) return sources;
  for (const value of result.Packages) {
    const read = packageSchema.safeParse(value);
    if (read.success) sources.set(read.data.ID, read.data.SrcName);
  }
  return sources;
}

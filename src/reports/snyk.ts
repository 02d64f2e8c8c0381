import * as z from 'zod';
import type { ReportReader } from '../findings/report-reader.ts';
import type { Scan, ScanTarget, Vulnerability } from '../findings/scan-report.ts';
import { readSnykRow, snykRow } from '../scans/snyk/snyk-row.ts';
import { readDistribution } from '../scans/vocabulary/distribution.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { imageReferences } from '../scans/vocabulary/image-names.ts';
import { newTarget } from '../scans/vocabulary/new-target.ts';
import type { Notices } from '../scans/vocabulary/notices.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { readPlatform } from '../scans/vocabulary/platform-words.ts';
import { readEach } from '../scans/vocabulary/read-each.ts';
import { flag, isRecord, objectOf, text } from '../scans/vocabulary/tolerant-fields.ts';

/** One tested project (snyk/cli, `src/lib/snyk-test/legacy.ts`, `LegacyVulnApiResult`); an error stands in its place. */
const projectSchema = z.object({
  vulnerabilities: z.unknown().optional(),
  applications: z.unknown().optional(),
  filtered: objectOf({ ignore: z.unknown().optional(), patch: z.unknown().optional() }),
  error: text,
  ok: flag,
  packageManager: text,
  projectName: text,
  displayTargetFile: text,
  targetFile: text,
  path: text,
  platform: text,
  docker: objectOf({ baseImage: text }),
});
type Project = z.infer<typeof projectSchema>;

/** Snyk has a row for each path that leads to a package; rows about licences are no weaknesses and are left out. */
export default {
  id: 'snyk',
  tool: 'Snyk',
  formats: 'JSON of `snyk container test`, `snyk test` and `docker scan`, also of several projects',
  recognizes: (document) =>
    Array.isArray(document) ? document.some(isProject) : isProject(document),
  read: (document) => {
    const notices = newNotices();
    const projects = Array.isArray(document) ? document : [document];
    const reading = { place: 'projects', notices };
    const scans = readEach(projects, projectSchema, reading, (project) => {
      if (project.vulnerabilities) return scanOf(project, notices);
      notices.add(
        `a project was not tested (${(project.error ?? 'no reason given').slice(0, 200)})`,
      );
      return [];
    });
    return foundReport(notices, { scans });
  },
} satisfies ReportReader;

function isProject(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value['vulnerabilities'])) return false;
  return typeof value['ok'] === 'boolean' && ('packageManager' in value || 'docker' in value);
}

function scanOf(project: Project, notices: Notices): Scan {
  const nested = readEach(
    project.applications,
    projectSchema,
    { place: 'applications', notices },
    (one) => [one],
  );
  const vulnerabilities = [project, ...nested].flatMap((one) => rowsOf(one, notices));
  return newScan({ tool: 'Snyk', target: targetOf(project, vulnerabilities), vulnerabilities });
}

function rowsOf(project: Project, notices: Notices): readonly Vulnerability[] {
  const file = project.displayTargetFile ?? project.targetFile;
  const packageManager = project.packageManager;
  const { ignore, patch } = project.filtered ?? {};
  const found: Vulnerability[] = [];
  for (const [rows, place, silencedBy] of [
    [project.vulnerabilities, 'vulnerabilities', null],
    [ignore, 'filtered.ignore', 'ignored in Snyk'],
    [patch, 'filtered.patch', 'patched by Snyk'],
  ] as const) {
    const read = readEach(rows, snykRow, { place, notices }, (row) =>
      readSnykRow(row, { packageManager, file, silencedBy }),
    );
    for (const one of read) found.push(one);
  }
  return found;
}

function targetOf(project: Project, rows: readonly Vulnerability[]): ScanTarget {
  const { docker, path, projectName } = project;
  const file = project.displayTargetFile ?? project.targetFile;
  const isImage = isRecord(docker) || (projectName ?? '').startsWith('docker-image|');
  const name = path ?? projectName ?? 'unknown';
  if (!isImage) return newTarget({ kind: 'files', name: file ?? name });
  const system = /^[^|]*\|[^|]*$/.test(projectName ?? '') ? project.packageManager : null;
  return newTarget({
    kind: 'image',
    name,
    references: imageReferences(path),
    platform: readPlatform(project.platform),
    distribution: readDistribution(system),
    base: docker?.baseImage ?? null,
    // With `--file`, the Dockerfile; of an application in the image, its lock file, which has an absolute path.
    dockerfile: file !== null && !file.startsWith('/') && rows.every(isOfSystem) ? file : null,
  });
}

function isOfSystem({ package: { type } }: Vulnerability): boolean {
  return type === 'deb' || type === 'apk' || type === 'rpm';
}

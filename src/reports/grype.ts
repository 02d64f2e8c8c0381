import * as z from 'zod';
import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import { readMatches } from '../scans/grype/matches.ts';
import { readSource, sourceSchema } from '../scans/grype/source.ts';
import { foundReport, newScan } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { wrongField } from '../scans/vocabulary/read-each.ts';

/** `Document` of `grype/presenter/models/document.go` in anchore/grype. */
const documentSchema = z.object({
  matches: z.array(z.unknown()).nullish(),
  ignoredMatches: z.unknown().optional(),
  source: sourceSchema,
  distro: z.unknown().optional(),
});

/** Syft and CycloneDX have no `matches`; others that have them have no descriptor. */
function recognizes(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false;
  const isDescribed = 'descriptor' in document && isGrype(document.descriptor);
  const hasMatches = 'matches' in document && isList(document.matches);
  return hasMatches && (isDescribed || ('source' in document && 'distro' in document));
}

function isGrype(descriptor: unknown): boolean {
  if (typeof descriptor !== 'object' || descriptor === null) return false;
  return 'name' in descriptor && descriptor.name === 'grype';
}

/** Go prints an empty list as `null`. */
function isList(value: unknown): boolean {
  return value === null || Array.isArray(value);
}

function read(document: unknown): ReadResult {
  const report = documentSchema.safeParse(document);
  if (!report.success) return { ok: false, problem: wrongField(report.error) };
  const notices = newNotices();
  const target = readSource(report.data.source, report.data.distro);
  const scan = newScan({
    tool: 'Grype',
    target,
    vulnerabilities: [
      ...readMatches(report.data.matches, { place: 'matches', target, notices }),
      ...readMatches(report.data.ignoredMatches, { place: 'ignoredMatches', target, notices }),
    ],
  });
  return foundReport(notices, { scans: [scan] });
}

export default {
  id: 'grype',
  tool: 'Grype',
  formats: 'JSON of `grype -o json`',
  recognizes,
  read,
} satisfies ReportReader;

import { expect } from 'vitest';
import type { ReportReader } from '../../src/findings/report-reader.ts';
import type { Scan, ScanReport } from '../../src/findings/scan-report.ts';

/** Reads a document that the reader recognizes. */
export function readWith(reader: ReportReader, document: unknown): ScanReport {
  expect(reader.recognizes(document)).toBe(true);
  const result = reader.read(document);
  if (!result.ok) throw new Error(result.problem);
  return result.report;
}

/** The only scan of a document. */
export function onlyScan(reader: ReportReader, document: unknown): Scan {
  const { scans } = readWith(reader, document);
  const [scan, ...others] = scans;
  if (scan === undefined || others.length > 0) throw new Error(`${scans.length} scans`);
  return scan;
}

import type { ReadResult, ReportReader } from '../findings/report-reader.ts';
import { readCheckov } from '../scans/checkov/read-checkov.ts';
import { foundReport } from '../scans/vocabulary/found-report.ts';
import { newNotices } from '../scans/vocabulary/notices.ts';
import { ownField, ownText } from '../scans/vocabulary/own-field.ts';

/**
 * Checkov's JSON: one object for each kind of check, alone or in a list, or, where nothing was there to check,
 * only the counts. Failed checks count, skipped ones keep the reason; passed ones are left out.
 */
export default {
  id: 'checkov',
  tool: 'Checkov',
  formats: 'JSON of `checkov --output json`',
  recognizes,
  read,
} satisfies ReportReader;

function recognizes(document: unknown): boolean {
  const first: unknown = Array.isArray(document) ? document[0] : document;
  if (isEmptyReport(first)) return true;
  return ownText(first, 'check_type') !== null && ownField(first, 'results') !== undefined;
}

function isEmptyReport(document: unknown): boolean {
  const isCounted = typeof ownField(document, 'failed') === 'number';
  return isCounted && ownText(document, 'checkov_version') !== null;
}

function read(document: unknown): ReadResult {
  const listed: readonly unknown[] = Array.isArray(document) ? document : [document];
  const notices = newNotices();
  const scans = listed.flatMap((one, index) => {
    if (isEmptyReport(one)) return [];
    const scan = readCheckov(one, notices);
    if (scan === null) notices.add(`entry ${index} has no results`);
    return scan ?? [];
  });
  return foundReport(notices, { scans });
}

import { readFileSync, statSync } from 'node:fs';
import { decodeReport } from '../remediation/decode-report.ts';
import type { FileContent } from '../remediation/repository.ts';
import { describeReadFailure } from './text-file.ts';

/** Bytes. The largest reports of real scanners are near 100 MB. */
export const LARGEST_REPORT = 256 * 1024 * 1024;

/** Reads a scan report from disk: UTF-8, or UTF-16 with a mark. A file that cannot be read is an answer. */
export function readReportFile(path: string): FileContent {
  try {
    const status = statSync(path);
    if (status.isDirectory()) return { ok: false, reason: 'it is a folder; name the report in it' };
    // A pipe could make us wait and a device could be read for ever.
    if (!status.isFile()) return { ok: false, reason: 'it is not a regular file' };
    return status.size > LARGEST_REPORT ? tooLarge(status.size) : decodeReport(readFileSync(path));
  } catch (error) {
    return { ok: false, reason: describeReadFailure(error) };
  }
}

function tooLarge(bytes: number): FileContent {
  const mebibytes = (count: number) => `${Math.round(count / 1024 / 1024)} MiB`;
  const limit = `it is larger than the limit of ${mebibytes(LARGEST_REPORT)} (${mebibytes(bytes)})`;
  const reason = `${limit}; let the scanner look at fewer images, or at vulnerabilities alone`;
  return { ok: false, reason };
}

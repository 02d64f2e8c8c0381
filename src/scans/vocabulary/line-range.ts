import type { ReportedProblem } from '../../findings/scan-report.ts';

/** Lines of a place, 1-based; null where the report has none. An end before the start, or none, is the start. */
export function lineRange(
  first: number | null | undefined,
  last: number | null | undefined,
): ReportedProblem['lines'] {
  if (!isLine(first)) return null;
  return { first, last: isLine(last) && last >= first ? last : first };
}

function isLine(value: number | null | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

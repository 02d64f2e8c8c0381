/**
 * Milliseconds that a header `Retry-After` asks to wait: seconds or a date (RFC 9110, section 10.2.3).
 * Null without one, or when it is neither.
 */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

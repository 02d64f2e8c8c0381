const DATE = /^\d{4}-\d{2}-\d{2}(?:$|[T ])/;

/** What the day after which an entry no longer counts says now. */
export type Expiry = 'counts' | 'expired' | 'unreadable';

/** On the day itself an entry has expired. `today` is `YYYY-MM-DD`, null when nobody tells. */
export function expiryOf(date: string | null, today: string | null): Expiry {
  if (date === null) return 'counts';
  if (!DATE.test(date)) return 'unreadable';
  return today !== null && today >= date.slice(0, 10) ? 'expired' : 'counts';
}

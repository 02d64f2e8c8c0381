import * as z from 'zod';

/** Name of a time zone; no name that a person writes is longer. */
export const timeZone = z
  .string()
  .min(1)
  .max(200)
  .refine(isTimeZone, { error: 'is no time zone such as `Europe/Lisbon`' });

function isTimeZone(text: string): boolean {
  // An offset is no zone: it knows no summer.
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    // The only way to ask: the constructor throws on a name that it does not know.
    return false;
  }
}

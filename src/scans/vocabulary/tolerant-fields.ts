import * as z from 'zod';

/**
 * Fields that a report may leave out: what is missing, or of another type than it should be, tells nothing and
 * costs no row. One transformation each, because reports have a hundred thousand rows of twenty fields.
 */
export const text = z.transform((value: unknown) => (typeof value === 'string' ? value : null));
export const numeric = z.transform((value: unknown) => (typeof value === 'number' ? value : null));
export const flag = z.transform((value: unknown) => (typeof value === 'boolean' ? value : null));

/** A list; an empty one for what is none. A list of findings is read by `readEach`, which tells what it is not. */
export const list = z.transform((value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : NOTHING,
);

/** The texts of a list; none for what is no list. */
export const texts = z.transform((value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : NOTHING,
);

/** An object whose keys the report chooses, as it is: a key may be `__proto__`. Null for what is none. */
export const record = z.transform((value: unknown) => (isRecord(value) ? value : null));

/** The entries of an object whose keys are data, so that no key of it is ever looked up in a prototype. */
export const entries = z.transform((value: unknown): readonly (readonly [string, unknown])[] =>
  isRecord(value) ? Object.entries(value) : NOTHING,
);

/**
 * A CVSS base score, as a number or as text; null for none. Scanners write 0 or -1 where they know of no score, so that these
 * are none.
 */
export const score = z.transform((value: unknown) => {
  const number = numberIn(value);
  return number !== null && number > 0 && number <= 10 ? number : null;
});

/** Of a probability, as a number or as text; null for what is none. */
export const probability = z.transform((value: unknown) => {
  const number = numberIn(value);
  return number !== null && number >= 0 && number <= 1 ? number : null;
});

/** An object of which only these fields are read; null for what is none, or lacks one that it needs. */
export function objectOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.object(shape);
  return z.transform((value: unknown) => {
    const read = isRecord(value) ? schema.safeParse(value) : null;
    return read?.success === true ? read.data : null;
  });
}

/** Objects of a list of which only these fields are read; an entry that lacks one it needs is left out. */
export function listOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.object(shape);
  return z.transform((value: unknown): readonly z.output<typeof schema>[] => {
    if (!Array.isArray(value) || value.length === 0) return NOTHING;
    return value.flatMap((one) => {
      const read = schema.safeParse(one);
      return read.success ? [read.data] : [];
    });
  });
}

/** True for an object that is no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Shared by all rows that have none. */
const NOTHING: readonly never[] = [];

function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Number.parseFloat(value) : null;
}

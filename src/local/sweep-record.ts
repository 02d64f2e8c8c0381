import { z } from 'zod';
import { SEVERITIES } from '../findings/severity.ts';
import { STANDING_KINDS } from '../remediation/campaign/standing.ts';
import type { SweptRecord } from '../remediation/sweep/sweep-memory.ts';

const text = z.string().max(1000);
const count = z.number().int().min(0);

const recordSchema = z.object({
  id: z.number().int().min(0),
  commit: text,
  basis: text,
  pullsAt: text.nullable(),
  isDry: z.boolean(),
  verdict: z.enum(['done', 'disabled', 'misconfigured']),
  note: text.nullable(),
  waitsFor: z.enum(['nothing', 'pulls', 'time']),
  images: z.array(z.object({ reference: text, facts: text.nullable() })),
  survey: z.object({
    files: count,
    skipped: count,
    findings: z.array(
      z.object({ rule: text, severity: z.enum(SEVERITIES), count, curable: count }),
    ),
    proposals: z.array(
      z.object({
        branch: text,
        title: text,
        state: z.enum(['planned', 'created', 'updated', 'unchanged', 'refused', 'waiting']),
        note: text.nullable(),
      }),
    ),
  }),
  // Lines of before know of no campaign.
  standing: z
    .object({
      kind: z.enum(STANDING_KINDS),
      reason: text.nullable(),
      branch: text,
      to: text.nullable(),
      title: text.nullable(),
      files: z.array(z.object({ path: text, added: count, removed: count })),
    })
    .nullable()
    .default(null),
  at: text,
});

/** One line, which begins with the id. */
export function printRecord({ id, ...record }: SweptRecord): string {
  return JSON.stringify({ id, ...record });
}

/** Reads a line back; null where it is none that we wrote, or of another version. */
export function parseRecord(line: string): SweptRecord | null {
  try {
    const read = recordSchema.safeParse(JSON.parse(line));
    return read.success ? read.data : null;
  } catch {
    // A line that somebody edited is forgotten.
    return null;
  }
}

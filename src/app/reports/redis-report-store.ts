import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { ReportReader } from '../../findings/report-reader.ts';
import { REPORT_LIMITS } from '../../github/reports/report-store.ts';
import type { ReportStore, SentReport } from '../../github/reports/report-store.ts';
import { reportSubject, repositoryKey } from '../../github/reports/report-subject.ts';
import { queueError } from '../../jobs/redis-jobs.ts';
import type { RedisConnections } from '../../redis/redis-connections.ts';
import type { GivenReport } from '../../remediation/given-report.ts';
import { readGivenReport } from '../../remediation/read-given-report.ts';
import { FORGET_REPORTS, KEEP_REPORT } from './redis-report-scripts.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Bytes. More than any report that is taken, with its place. */
const LARGEST = 32 * 1024 * 1024;

/** The line before the text. `at`: milliseconds since 1970. */
const headSchema = z.object({
  name: z.string(),
  dockerfile: z.string().nullable(),
  at: z.number(),
});

interface Dated {
  readonly at: number;
  readonly given: GivenReport;
}

/**
 * Reports for all processes, and beyond their lives. They are kept as they were sent, because another version of this
 * program may understand more of them. Taking one fails at once with a `QueueError` where Redis is gone or full, so that
 * the sender hears of it; whoever reads them waits. `now`: milliseconds since 1970.
 */
export function createRedisReportStore(
  { hasty, patient }: Pick<RedisConnections, 'hasty' | 'patient'>,
  prefix: string,
  readers: readonly ReportReader[],
  now: () => number,
  limits = REPORT_LIMITS,
): ReportStore {
  const { bytes, reports, perRepository, longest } = limits;
  return {
    keep: async (name, sent) => {
      const at = now();
      const packed = await pack(print(sent, at));
      const subject = createHash('sha256').update(reportSubject(sent.given)).digest('hex');
      const what = [repositoryKey(name), subject, packed];
      const bounds = [at, at - longest, bytes, reports, perRepository];
      try {
        await hasty.eval(KEEP_REPORT, 1, prefix, ...what, ...bounds);
      } catch (cause) {
        throw queueError(cause);
      }
    },
    reportsOf: async (name) => {
      const all = await patient.hvalsBuffer(`${prefix}:reports:${repositoryKey(name)}`);
      const found: Dated[] = [];
      for (const packed of all) {
        // One after the other, because the text is many times as large.
        const kept = await unpack(packed, { maxOutputLength: LARGEST });
        const dated = read(kept.toString(), readers);
        if (dated !== null && dated.at > now() - longest) found.push(dated);
      }
      return found.sort((one, other) => one.at - other.at).map(({ given }) => given);
    },
    forget: async (name) => {
      await patient.eval(FORGET_REPORTS, 1, prefix, repositoryKey(name));
    },
  };
}

function print({ given: { name, dockerfile }, text }: SentReport, at: number): string {
  return `${JSON.stringify({ name, dockerfile, at })}\n${text}`;
}

/** Null for what this version of the program does not understand. */
function read(kept: string, readers: readonly ReportReader[]): Dated | null {
  const end = kept.indexOf('\n');
  const head = headSchema.safeParse(JSON.parse(kept.slice(0, end)));
  if (!head.success) return null;
  const { at, ...place } = head.data;
  const outcome = readGivenReport(place, kept.slice(end + 1), readers);
  return outcome.ok ? { at, given: outcome.given } : null;
}

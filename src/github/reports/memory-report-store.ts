import type { GivenReport } from '../../remediation/given-report.ts';
import { REPORT_LIMITS } from './report-store.ts';
import type { ReportStore, ReportStoreLimits } from './report-store.ts';
import { reportSubject, repositoryKey } from './report-subject.ts';

interface Kept {
  readonly repository: string;
  readonly given: GivenReport;
  /** Of its text. */
  readonly bytes: number;
  readonly at: number;
}

/**
 * Keeps reports while the process lives: they stay until a newer one of the same tool and target comes, so that every
 * look at the repository sees them. Bounded, so that nobody can fill the memory. `now`: milliseconds since 1970.
 */
export function createMemoryReportStore(
  now: () => number,
  limits: ReportStoreLimits = REPORT_LIMITS,
): ReportStore {
  /** The oldest first. */
  const kept = new Map<string, Kept>();
  const ofRepository = (repository: string) =>
    [...kept].filter(([, one]) => one.repository === repository);
  const dropOld = () => {
    for (const [key, { at }] of kept) if (at <= now() - limits.longest) kept.delete(key);
  };
  const shrink = (repository: string) => {
    const own = ofRepository(repository);
    for (const [key] of own.slice(0, Math.max(0, own.length - limits.perRepository))) {
      kept.delete(key);
    }
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [key, one] of kept) {
      if (bytes <= limits.bytes && kept.size <= limits.reports) return;
      bytes -= one.bytes;
      kept.delete(key);
    }
  };
  return {
    keep: (name, { given, text }) => {
      const repository = repositoryKey(name);
      const key = `${repository}\n${reportSubject(given)}`;
      dropOld();
      kept.delete(key);
      kept.set(key, { repository, given, bytes: Buffer.byteLength(text), at: now() });
      shrink(repository);
      return Promise.resolve();
    },
    reportsOf: (name) => {
      dropOld();
      return Promise.resolve(ofRepository(repositoryKey(name)).map(([, { given }]) => given));
    },
    forget: (name) => {
      for (const [key] of ofRepository(repositoryKey(name))) kept.delete(key);
      return Promise.resolve();
    },
  };
}

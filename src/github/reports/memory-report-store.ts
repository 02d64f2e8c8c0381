import type { GivenReport } from '../../remediation/given-report.ts';
import type { RepositoryName } from '../client.ts';
import type { ReportStore } from './report-store.ts';

export interface ReportStoreLimits {
  /** Bytes of the texts of all reports together; the oldest go first. */
  readonly bytes: number;
  readonly perRepository: number;
}

const LIMITS: ReportStoreLimits = { bytes: 256 * 1024 * 1024, perRepository: 50 };

interface Kept {
  readonly repository: string;
  readonly given: GivenReport;
  /** Of its text. */
  readonly bytes: number;
}

/**
 * Keeps reports while the process lives: they stay until a newer one of the same tool and target comes, so that every
 * look at the repository sees them. Bounded, so that nobody can fill the memory.
 */
export function createMemoryReportStore(limits: ReportStoreLimits = LIMITS): ReportStore {
  /** The oldest first. */
  const kept = new Map<string, Kept>();
  const ofRepository = (repository: string) =>
    [...kept].filter(([, one]) => one.repository === repository);
  const shrink = (repository: string) => {
    const own = ofRepository(repository);
    for (const [key] of own.slice(0, Math.max(0, own.length - limits.perRepository))) {
      kept.delete(key);
    }
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [key, one] of kept) {
      if (bytes <= limits.bytes) return;
      bytes -= one.bytes;
      kept.delete(key);
    }
  };
  return {
    keep: (name, given, bytes) => {
      const repository = keyOf(name);
      const key = `${repository}\n${subjectOf(given)}`;
      kept.delete(key);
      kept.set(key, { repository, given, bytes });
      shrink(repository);
      return Promise.resolve();
    },
    reportsOf: (name) => Promise.resolve(ofRepository(keyOf(name)).map(([, { given }]) => given)),
    forget: (name) => {
      for (const [key] of ofRepository(keyOf(name))) kept.delete(key);
      return Promise.resolve();
    },
  };
}

/** GitHub's names differ in more than case. */
function keyOf({ owner, repo }: RepositoryName): string {
  return `${owner}/${repo}`.toLowerCase();
}

/** What a report is about: tools and targets, without the tag or digest that is another with every build. */
function subjectOf({ dockerfile, report: { scans, statements } }: GivenReport): string {
  const about = scans.map(({ tool, target }) => {
    const name = target.kind === 'image' ? untagged(target.name) : target.name;
    return `${tool}\t${target.kind}\t${name}\t${printPlatform(target.platform)}`;
  });
  const says = statements.length === 0 ? '' : JSON.stringify(statements.map(({ id }) => id));
  return JSON.stringify([dockerfile, [...new Set(about)].sort(), says]);
}

function printPlatform(platform: GivenReport['report']['scans'][number]['target']['platform']) {
  return platform === null ? '' : JSON.stringify(platform);
}

/** `ghcr.io/acme/api:1.2@sha256:…` without tag and digest; the colon of a port stays. */
function untagged(name: string): string {
  return name.replace(/@[^/]*$/, '').replace(/:[^/:]*$/, '');
}

import type { ScanTarget } from '../../findings/scan-report.ts';
import type { ImageReference } from '../../image/reference.ts';
import type { MatchedScan } from '../matched-scan.ts';
import type { KnownDockerfile, MatchContext } from './match-context.ts';

/** A Dockerfile, and why an image may come from it. */
export interface Candidate {
  readonly file: KnownDockerfile;
  readonly role: MatchedScan['role'];
  /** The stage that was built; null for the last one. */
  readonly target: string | null;
  /** One clause for a person. */
  readonly because: string;
}

/** An image, and all that may tell where it comes from. */
export interface MatchSubject {
  readonly target: ScanTarget;
  /** Those of the target that are references. */
  readonly references: readonly ImageReference[];
  readonly context: MatchContext;
  readonly fileAt: (path: string) => KnownDockerfile | undefined;
}

/** One kind of evidence. Among `open` candidates of earlier evidence it may only choose. */
export type Evidence = (subject: MatchSubject, open: readonly Candidate[]) => readonly Candidate[];

/** The candidate of a file that is built; its last stage goes by null, whatever name it has. */
export function builtFrom(
  file: KnownDockerfile,
  target: string | null,
  because: string,
): Candidate {
  const last = file.dockerfile.stages.at(-1);
  const isLast = target !== null && last?.name === target.toLowerCase();
  return { file, role: 'built', target: isLast ? null : target, because };
}

export function isSameCandidate(a: Candidate, b: Candidate): boolean {
  return a.file.path === b.file.path && a.target === b.target && a.role === b.role;
}

/** Each file and stage once, with the first reason. */
export function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { file, role, target } = candidate;
    const key = [role, file.path, target ?? ''].join('\t');
    if (!seen.has(key)) seen.set(key, candidate);
  }
  return [...seen.values()];
}

import type { ScanTarget, Vulnerability } from '../findings/scan-report.ts';
import type { MergedScan } from './merged-scan.ts';

/** A finding that something may say does not count. */
export interface Subject {
  readonly kind: 'vulnerability' | 'problem' | 'secret';
  /** All names of the advisory or of the check. */
  readonly ids: readonly string[];
  /** Null for problems and secrets. */
  readonly vulnerability: Vulnerability | null;
  /** In the image or the folder, without a leading `/`. */
  readonly paths: readonly string[];
  readonly target: ScanTarget;
  /** Path of the Dockerfile that it belongs to; null while that is not known. */
  readonly dockerfile: string | null;
}

/** Says that findings do not count. */
export interface Silence {
  /** In lower case; null when it is about findings of any id. */
  readonly ids: readonly string[] | null;
  /** Only asked for findings with one of the ids. */
  readonly covers: (subject: Subject) => boolean;
  /** Who says so and why, for a person: `.trivyignore:4 (not reachable)`. */
  readonly because: string;
}

/** Of one id, and of all ids; those beyond do not count. Nobody writes more, and each is asked for each finding. */
const MOST_ALIKE = 1000;

/** Why a finding does not count, in words; null when it counts. */
export type Silencer = (subject: Subject) => string | null;

/** Most repositories silence nothing, and reports may be long. */
const NOBODY: Silencer = () => null;

/** Asks what is said of an id before what is said of all; in both, the first that covers the finding counts. */
export function newSilencer(silences: readonly Silence[]): Silencer {
  if (silences.length === 0) return NOBODY;
  const general = silences.filter(({ ids }) => ids === null).slice(0, MOST_ALIKE);
  const byId = new Map<string, Silence[]>();
  for (const silence of silences) {
    for (const id of silence.ids ?? []) {
      const known = byId.get(id);
      if (known === undefined) byId.set(id, [silence]);
      else if (known.length < MOST_ALIKE) known.push(silence);
    }
  }
  return (subject) => {
    const named = subject.ids.flatMap((id) => byId.get(id.toLowerCase()) ?? []);
    const found = [...named, ...general].find((silence) => silence.covers(subject));
    return found?.because ?? null;
  };
}

/** The same scan with what a silencer says; what was silent stays so. `dockerfile` is the file it belongs to. */
export function silenceScan(
  scan: MergedScan,
  silencer: Silencer,
  dockerfile: string | null,
): MergedScan {
  if (silencer === NOBODY) return scan;
  const { target } = scan;
  const silence = (subject: Omit<Subject, 'target' | 'dockerfile'>, file = dockerfile) =>
    silencer({ ...subject, target, dockerfile: file });
  return {
    ...scan,
    vulnerabilities: scan.vulnerabilities.map((one) => {
      const { vulnerability, paths } = one;
      const ids = [vulnerability.id, ...vulnerability.aliases];
      const by = one.silencedBy ?? silence({ kind: 'vulnerability', ids, vulnerability, paths });
      return { ...one, silencedBy: by };
    }),
    secrets: scan.secrets.map((one) => {
      const { id, path } = one.secret;
      const subject = { ids: [id], vulnerability: null, paths: path === null ? [] : [path] };
      return { ...one, silencedBy: one.silencedBy ?? silence({ kind: 'secret', ...subject }) };
    }),
    problems: scan.problems.map((one) => {
      const { id, aliases, path } = one.problem;
      const paths = path === null ? [] : [path];
      const subject = { ids: [id, ...aliases], vulnerability: null, paths };
      const by = silence({ kind: 'problem', ...subject }, dockerfile ?? path);
      return { ...one, silencedBy: one.silencedBy ?? by };
    }),
  };
}

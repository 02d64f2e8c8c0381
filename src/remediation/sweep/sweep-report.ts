import { SEVERITIES } from '../../findings/severity.ts';
import type { Severity } from '../../findings/severity.ts';
import type { ImageNews } from './image-news.ts';
import type { Exclusion } from './sweep-filter.ts';
import type { SweptRecord } from './sweep-memory.ts';
import type { SurveyedProposal } from './survey.ts';

export type SeverityCounts = Readonly<Record<Severity, number>>;

/** What became of one repository of a sweep. */
export interface RepositoryRow {
  /** `acme/api`. */
  readonly name: string;
  readonly outcome: 'looked' | 'unchanged' | 'disabled' | 'misconfigured' | 'failed';
  /** Why it failed or is not looked at; null where it is. */
  readonly note: string | null;
  readonly files: number;
  readonly findings: SeverityCounts;
  /** How many of them a merge of everything would cure. */
  readonly curable: number;
  readonly images: number;
  readonly proposals: number;
  readonly waiting: number;
}

export interface RuleRow {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
  readonly curable: number;
  readonly repositories: number;
}

export interface ImageRow extends ImageNews {
  readonly reference: string;
  readonly repositories: number;
}

export interface SweepReport {
  readonly owner: string;
  readonly isDry: boolean;
  readonly end: 'complete' | 'stopped' | 'broken';
  /** RFC 3339. */
  readonly at: string;
  readonly exclusions: readonly { readonly reason: Exclusion; readonly count: number }[];
  /** Worst first. */
  readonly repositories: readonly RepositoryRow[];
  /** Most first. */
  readonly rules: readonly RuleRow[];
  /** Most used first; the first thousand. */
  readonly images: readonly ImageRow[];
  readonly proposals: Readonly<Record<SurveyedProposal['state'], number>>;
}

const MOST_IMAGES = 1000;

/** What one finding of a severity weighs where repositories are compared. */
const WEIGHTS: SeverityCounts = { critical: 100, high: 25, medium: 5, low: 1, info: 0 };

export const NO_FINDINGS: SeverityCounts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

/** Sums up while a sweep runs; of each repository one row is kept. */
export class SweepReporter {
  readonly #rows: RepositoryRow[] = [];
  readonly #rules = new Map<string, RuleRow>();
  readonly #images = new Map<string, number>();
  readonly #exclusions = new Map<Exclusion, number>();
  readonly #proposals = {
    ...{ planned: 0, created: 0, updated: 0, unchanged: 0, refused: 0, waiting: 0 },
  };

  leftOut(reason: Exclusion): void {
    this.#exclusions.set(reason, (this.#exclusions.get(reason) ?? 0) + 1);
  }

  failed(name: string, note: string): void {
    const nothing = { files: 0, curable: 0, images: 0, proposals: 0, waiting: 0 };
    this.#rows.push({ name, outcome: 'failed', note, ...nothing, findings: NO_FINDINGS });
  }

  swept(name: string, kind: 'looked' | 'unchanged', record: SweptRecord): void {
    const { verdict, note, survey, images } = record;
    const counts = { ...NO_FINDINGS };
    let curable = 0;
    for (const found of survey.findings) {
      counts[found.severity] += found.count;
      curable += found.curable;
      const key = `${found.rule} ${found.severity}`;
      const before = this.#rules.get(key);
      this.#rules.set(key, {
        ...found,
        count: found.count + (before?.count ?? 0),
        curable: found.curable + (before?.curable ?? 0),
        repositories: 1 + (before?.repositories ?? 0),
      });
    }
    for (const { reference } of images) {
      this.#images.set(reference, (this.#images.get(reference) ?? 0) + 1);
    }
    for (const { state } of survey.proposals) this.#proposals[state] += 1;
    const waiting = survey.proposals.filter(({ state }) => state === 'waiting').length;
    this.#rows.push({
      name,
      outcome: verdict === 'done' ? kind : verdict,
      note,
      files: survey.files,
      findings: counts,
      curable,
      images: images.length,
      proposals: survey.proposals.length - waiting,
      waiting,
    });
  }

  /** The report; `newsOf` is asked about each image that is in it. */
  async finish(
    about: Pick<SweepReport, 'owner' | 'isDry' | 'end' | 'at'>,
    newsOf: (reference: string) => Promise<ImageNews>,
  ): Promise<SweepReport> {
    const used = [...this.#images].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const images: ImageRow[] = [];
    for (const [reference, repositories] of used.slice(0, MOST_IMAGES)) {
      images.push({ reference, repositories, ...(await newsOf(reference)) });
    }
    return {
      ...about,
      exclusions: [...this.#exclusions].map(([reason, count]) => ({ reason, count })),
      repositories: this.#rows.toSorted(
        (a, b) => weightOf(b.findings) - weightOf(a.findings) || (a.name < b.name ? -1 : 1),
      ),
      rules: [...this.#rules.values()].sort(
        (a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1),
      ),
      images,
      proposals: { ...this.#proposals },
    };
  }
}

function weightOf(counts: SeverityCounts): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity] * WEIGHTS[severity], 0);
}

/** Findings of all rules by severity, and those of them that a merge of everything would leave. */
export function severityTotals({ rules }: SweepReport): {
  readonly found: SeverityCounts;
  readonly remaining: SeverityCounts;
} {
  const found = { ...NO_FINDINGS };
  const remaining = { ...NO_FINDINGS };
  for (const { severity, count, curable } of rules) {
    found[severity] += count;
    remaining[severity] += count - curable;
  }
  return { found, remaining };
}

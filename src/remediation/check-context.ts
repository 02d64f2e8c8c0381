import { NO_POLICY } from '../findings/organisation-policy.ts';
import type { OrganisationPolicy } from '../findings/organisation-policy.ts';
import type { Rule } from '../findings/rule.ts';
import type { Severity } from '../findings/severity.ts';
import { knowing } from './image-knowledge.ts';
import type { ImageKnowledge } from './image-knowledge.ts';
import { NO_DOWNLOADS } from './download-knowledge.ts';
import type { DownloadKnowledge } from './download-knowledge.ts';
import { NO_SCANS } from './scan-knowledge.ts';
import type { ScanKnowledge } from './scan-knowledge.ts';
import { NO_SURROUNDINGS } from './surroundings-book.ts';
import type { SurroundingsBook } from './surroundings-book.ts';

/** A Dockerfile as read from a repository; `path` is relative to its root, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What a check needs besides the file. */
export interface CheckContext {
  readonly rules: readonly Rule[];
  /** Silent because they are matters of taste, unless a scanner reports what they find. */
  readonly quietRules: readonly Rule[];
  readonly images: ImageKnowledge;
  readonly scans: ScanKnowledge;
  readonly surroundings: SurroundingsBook;
  readonly downloads: DownloadKnowledge;
  readonly policy: OrganisationPolicy;
  /** `YYYY-MM-DD`, for ignore comments that expire; null judges none as expired. */
  readonly today: string | null;
  /** Severity by rule id, where the configuration says another than the rule. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** Ids that an ignore comment may name; empty judges none as unknown. */
  readonly knownRules: readonly string[];
  /** Where the configuration accepts findings of a rule in a file: who says so, in words. */
  readonly acceptedBy: (rule: string, path: string) => string | null;
}

/** A context for rules and what is known about images alone, without any configuration. */
export function plainContext(
  rules: readonly Rule[],
  images: Partial<ImageKnowledge> = {},
): CheckContext {
  return {
    rules,
    quietRules: [],
    images: knowing(images),
    scans: NO_SCANS,
    surroundings: NO_SURROUNDINGS,
    downloads: NO_DOWNLOADS,
    policy: NO_POLICY,
    today: null,
    severities: new Map(),
    knownRules: [],
    acceptedBy: () => null,
  };
}

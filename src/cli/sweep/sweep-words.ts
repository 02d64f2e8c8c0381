import type { SweepFilter } from '../../remediation/sweep/sweep-filter.ts';
import type { Visibility } from '../../remediation/sweep/repository-list.ts';
import { UsageError } from '../exit.ts';
import type { CampaignWords } from './campaign-options.ts';

/** `seaworthy sweep` as it was written. */
export interface SweepWords extends CampaignWords {
  readonly format: 'text' | 'json' | 'csv' | 'html';
  readonly output?: string;
  readonly dryRun: boolean;
  readonly offline: boolean;
  readonly topic: readonly string[];
  readonly language: readonly string[];
  readonly visibility: readonly Visibility[];
  readonly name: readonly string[];
  /** Megabytes. */
  readonly maxSize?: string;
  readonly includeArchived: boolean;
  readonly includeForks: boolean;
  readonly concurrency: string;
  readonly state?: string;
}

const MOST_AT_ONCE = 16;

/** As GitHub allows names of accounts. */
const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/;

export function checkOwner(owner: string): void {
  if (!OWNER.test(owner)) throw new UsageError(`${owner} is no name of a user or an organization`);
}

/** Which repositories are meant. */
export function filterOf(words: SweepWords): SweepFilter {
  const { topic, language, visibility, name, maxSize } = words;
  if (words.includeArchived && !words.dryRun) {
    throw new UsageError('--include-archived needs --dry-run: nothing can be written there');
  }
  return {
    topics: topic,
    languages: language,
    visibilities: visibility,
    includeArchived: words.includeArchived,
    includeForks: words.includeForks,
    names: name,
    maxKilobytes: maxSize === undefined ? null : count('--max-size', maxSize, 1e6) * 1024,
  };
}

export function concurrencyOf({ concurrency }: SweepWords): number {
  return count('--concurrency', concurrency, MOST_AT_ONCE);
}

export function count(option: string, text: string, most: number, least = 1): number {
  const number = Number(text);
  if (/^\d{1,7}$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`${option} is a whole number from ${least} to ${most}`);
}

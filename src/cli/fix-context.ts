import type { Safety } from '../findings/rule.ts';
import type { CheckContext, SourceFile } from '../remediation/check-context.ts';
import { wantsRule } from '../remediation/download-plan.ts';
import type { FixPolicy } from '../remediation/patch.ts';
import { UsageError } from './exit.ts';
import type { Project } from './project.ts';
import type { ScanContext } from './scan-context.ts';

/** What the command line says about which fixes are wanted, and by what is known of images. */
export interface FixChoice {
  /** A list with commas, for instance `safe,review`. */
  readonly safety: string;
  readonly rule: readonly string[];
  readonly offline: boolean;
  readonly report: readonly string[];
  /** Whether a scanner on PATH looks at the images that could be taken. */
  readonly scan: boolean;
}

export function readPolicy(options: Pick<FixChoice, 'safety' | 'rule'>): FixPolicy {
  const safeties = options.safety.split(',').map((word) => readSafety(word.trim()));
  const only = options.rule.length === 0 ? null : options.rule;
  return { safeties, only, moveImages: true };
}

/** What the files are checked by, and what there is to say about where it comes from. */
export type KnownContext = Pick<ScanContext, 'context' | 'notices' | 'errors' | 'questions'>;

type AskOptions = Pick<FixChoice, 'offline' | 'report' | 'scan'>;

/** Registries and the web are asked only what the wanted fixes have to know. */
export async function contextFor(
  project: Project,
  policy: FixPolicy,
  options: AskOptions,
  readSources: () => readonly SourceFile[],
): Promise<KnownContext> {
  const known = await contextOfImages(project, policy, options, readSources);
  const isWanted = wantsRule(policy.safeties, policy.only);
  const isAsking = known.context.rules.some((rule) => rule.asks !== undefined && isWanted(rule));
  if (!isAsking) return known;
  const { askAboutDownloads } = await import('./ask-about-downloads.ts');
  const { offline } = options;
  const context = await askAboutDownloads(readSources(), known.context, { offline, isWanted });
  return { ...known, context };
}

/** Registries are asked only where a rule that takes other images could apply one of the wanted fixes. */
async function contextOfImages(
  project: Project,
  { safeties, only }: FixPolicy,
  options: AskOptions,
  readSources: () => readonly SourceFile[],
): Promise<KnownContext> {
  const isWanted = wantsRule(safeties, only);
  const mayMove = project.context.rules.some((rule) => rule.movesImages === true && isWanted(rule));
  if (options.report.length > 0) {
    const { assessScans, openScans } = await import('./scan-context.ts');
    return mayMove
      ? assessScans(options.report, readSources(), project, options)
      : openScans(options.report, readSources(), project);
  }
  if (!mayMove) return knowing(project.context);
  const { askAboutImages } = await import('./ask-about-images.ts');
  const images = await askAboutImages(readSources(), project.config, options);
  return knowing(project.contextKnowing(images));
}

function knowing(context: CheckContext): KnownContext {
  return { context, notices: [], errors: [], questions: [] };
}

function readSafety(word: string): Safety {
  if (word === 'safe' || word === 'review') return word;
  throw new UsageError(`--safety takes \`safe\`, \`review\` or \`safe,review\`, not \`${word}\``);
}

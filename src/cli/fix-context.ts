import type { CheckContext, SourceFile } from '../remediation/check-context.ts';
import { wantsRule } from '../remediation/download-plan.ts';
import type { FixPolicy } from '../remediation/patch.ts';
import type { Project } from './project.ts';
import type { ScanContext } from './scan-context.ts';

/** What the files are checked by, and what there is to say about where it comes from. */
export type KnownContext = Pick<ScanContext, 'context' | 'notices' | 'errors' | 'questions'>;

export interface AskOptions {
  readonly offline: boolean;
  readonly report: readonly string[];
  /** Whether a scanner on PATH looks at the images that could be taken. */
  readonly scan: boolean;
}

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

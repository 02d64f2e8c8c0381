import type { Safety } from '../findings/rule.ts';
import type { SourceFile } from '../remediation/check-context.ts';
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

/** Registries are asked only where a rule that takes other images could apply one of the wanted fixes. */
export async function contextFor(
  project: Project,
  { safeties, only }: FixPolicy,
  options: FixChoice,
  readSources: () => readonly SourceFile[],
): Promise<KnownContext> {
  const mayMove = project.context.rules.some(
    ({ id, movesImages, safety }) =>
      movesImages === true &&
      safety !== null &&
      safeties.includes(safety) &&
      (only === null || only.includes(id)),
  );
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

function knowing(context: ScanContext['context']): KnownContext {
  return { context, notices: [], errors: [], questions: [] };
}

function readSafety(word: string): Safety {
  if (word === 'safe' || word === 'review') return word;
  throw new UsageError(`--safety takes \`safe\`, \`review\` or \`safe,review\`, not \`${word}\``);
}

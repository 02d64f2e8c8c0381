import type { CheckContext, SourceFile } from '../remediation/check-context.ts';
import { planDownloads } from '../remediation/download-plan.ts';
import type { DownloadPlanInput } from '../remediation/download-plan.ts';
import { openDownloadSource } from './download-source.ts';

/** The same context, knowing what the web says to the questions of the rules whose fixes are wanted. */
export async function askAboutDownloads(
  sources: readonly SourceFile[],
  context: CheckContext,
  { offline, isWanted }: Pick<DownloadPlanInput, 'isWanted'> & { readonly offline: boolean },
): Promise<CheckContext> {
  const source = openDownloadSource({ offline });
  return { ...context, downloads: await planDownloads(sources, { context, isWanted, source }) };
}

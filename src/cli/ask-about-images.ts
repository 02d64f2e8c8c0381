import type { SourceFile } from '../remediation/check.ts';
import type { ImageKnowledge } from '../remediation/image-knowledge.ts';
import { planImages } from '../remediation/image-plan.ts';
import type { Config } from '../config/schema.ts';
import { upgradePolicy } from '../upgrades/policy.ts';
import { openImageRegistry } from './image-registry.ts';
import { readLimitsAround } from './limit-files.ts';
import { today } from './project.ts';

/** What registries say about the images of some files; offline, what the cache still knows. */
export async function askAboutImages(
  sources: readonly SourceFile[],
  config: Config,
  options: { readonly offline: boolean },
): Promise<ImageKnowledge> {
  const policy = upgradePolicy(config.posture, config.upgrades);
  const registry = await openImageRegistry(options);
  const limits = readLimitsAround(sources.map(({ path }) => path));
  const input = { registry, policy, limits, today: today(), withEvidence: false };
  return (await planImages(sources, input)).knowledge;
}

import type { SourceFile } from '../remediation/check-context.ts';
import type { ImageKnowledge } from '../remediation/image-knowledge.ts';
import { planImages } from '../remediation/image-plan.ts';
import type { ImagePlanInput } from '../remediation/image-plan.ts';
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
  return (await planImages(sources, await imagePlanInput(sources, config, options))).knowledge;
}

/** How to plan the images of some files, without a look at what each change brings. */
export async function imagePlanInput(
  sources: readonly SourceFile[],
  config: Config,
  options: { readonly offline: boolean },
): Promise<ImagePlanInput> {
  const policy = upgradePolicy(config.posture, config.upgrades);
  const registry = await openImageRegistry(options);
  const limits = readLimitsAround(sources.map(({ path }) => path));
  return { registry, policy, limits, today: today(), withEvidence: false };
}

import * as z from 'zod';

const texts = z.union([z.array(z.string()), z.string().transform((text) => [text])]).optional();

const manager = z
  .object({ enabled: z.boolean().optional(), pinDigests: z.boolean().optional() })
  .optional();

/** Other conditions of a rule are kept, because it is more narrow for them. */
const packageRule = z.looseObject({
  enabled: z.boolean().optional(),
  pinDigests: z.boolean().optional(),
  matchManagers: texts,
  matchDatasources: texts,
  matchCategories: texts,
  matchPackageNames: texts,
  matchDepNames: texts,
  matchFileNames: texts,
  matchUpdateTypes: texts,
});

export type PackageRule = z.infer<typeof packageRule>;

/** What decides whether Dockerfiles are looked after (https://docs.renovatebot.com/configuration-options/). */
export const renovateSchema = z.object({
  enabled: z.boolean().optional(),
  extends: texts,
  ignorePresets: texts,
  enabledManagers: texts,
  dockerfile: manager,
  docker: manager,
  pinDigests: z.boolean().optional(),
  ignorePaths: texts,
  includePaths: texts,
  ignoreDeps: texts,
  packageRules: z.array(packageRule).optional(),
});

export type RenovateConfig = z.infer<typeof renovateSchema>;

import type { CheckedFile } from '../findings/checked-file.ts';
import type { Rule } from '../findings/rule.ts';
import { BUILD_READERS } from './build-readers.ts';
import { checkFile } from './check.ts';
import { checkContext } from './policy.ts';
import { preloadFiles } from './preload-files.ts';
import { readConfig } from './read-config.ts';
import type { Repository } from './repository.ts';
import { shippedKnowledge } from './shipped-knowledge.ts';
import { readSources } from './sources.ts';
import { surroundingsIn } from './surroundings-book.ts';

/**
 * All findings of a repository for code scanning, without asking a registry; null where the configuration does not want
 * it to be told. Throws `ConfigError` where the configuration is broken.
 */
export async function checkForCodeScanning(
  repository: Repository,
  { rules, now }: { readonly rules: readonly Rule[]; readonly now: Date },
): Promise<readonly CheckedFile[] | null> {
  const { config } = await readConfig(repository, rules);
  if (!config.enabled || !config.codeScanning.upload) return null;
  const { sources } = await readSources(repository, config);
  const today = now.toISOString().slice(0, 10);
  const images = shippedKnowledge(config.upgrades, today);
  const surroundings = surroundingsIn(await preloadFiles(repository, sources), BUILD_READERS);
  const context = checkContext(config, { rules, images, surroundings, today });
  return sources.map((source) => {
    const { findings, ignored, notice } = checkFile(source, context);
    return { ...source, findings, ignored, notice };
  });
}

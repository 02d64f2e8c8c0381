import { ConfigError } from '../config/config-error.ts';
import { configPath, DEFAULTS } from '../config/defaults.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import type { Rule } from '../findings/rule.ts';
import type { Repository } from './repository.ts';

/** The configuration at the head of a repository; throws `ConfigError` where its owner has to act. */
export async function readConfig(repository: Repository, rules: readonly Rule[]): Promise<Config> {
  const ids = rules.map((rule) => rule.id);
  const files = await repository.listFiles();
  const path = configPath(files);
  if (path === null) return DEFAULTS;
  const content = (await repository.readFiles([path])).get(path);
  if (content?.ok !== true) {
    const place = { file: path, line: 1, column: 1 };
    const problem = content?.reason ?? 'it cannot be read';
    throw new ConfigError({ ...place, problem, cure: 'replace the file' });
  }
  return loadConfig(content.text, path, ids);
}

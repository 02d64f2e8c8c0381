import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { unreadNotice } from '../config/base-address.ts';
import { CONFIG_PATHS, DEFAULTS } from '../config/defaults.ts';
import { nearest } from '../findings/nearest.ts';
import type { Config } from '../config/schema.ts';
import { discoverRules } from '../discover.ts';
import type { Rule } from '../findings/rule.ts';
import { readTextFile } from '../local/text-file.ts';
import type { CheckContext } from '../remediation/check-context.ts';
import type { ImageKnowledge } from '../remediation/image-knowledge.ts';
import { shippedKnowledge } from '../remediation/shipped-knowledge.ts';
import { checkContext } from '../remediation/policy.ts';
import type { SurroundingsBook } from '../remediation/surroundings-book.ts';
import { UsageError } from './exit.ts';
import { complain } from './terminal.ts';

/** All rules, and the configuration of the project that the current folder belongs to. */
export interface Project {
  readonly rules: readonly Rule[];
  readonly config: Config;
  /** With what is known about images without asking a registry. */
  readonly context: CheckContext;
  /** The same with other knowledge about images. */
  readonly contextKnowing: (images: ImageKnowledge) => CheckContext;
}

/** Reads `.github/seaworthy.yml` of the nearest folder that has one, up to the root of the checkout. */
export async function openProject(named: readonly string[] = []): Promise<Project> {
  const rules = await discoverRules();
  const ids = rules.map((rule) => rule.id);
  requireKnown(named, ids);
  const path = findConfig(resolve('.'));
  const config = path === null ? DEFAULTS : await readConfig(path, ids);
  const contextKnowing = (images: ImageKnowledge) =>
    checkContext(config, { rules, images, today: today() }, named);
  const context = contextKnowing(shippedKnowledge(config.upgrades, today()));
  return { rules, config, context, contextKnowing };
}

/** The same project, knowing what stands around its Dockerfiles. */
export function within(project: Project, surroundings: SurroundingsBook): Project {
  const { context, contextKnowing } = project;
  return {
    ...project,
    context: { ...context, surroundings },
    contextKnowing: (images) => ({ ...contextKnowing(images), surroundings }),
  };
}

/** `YYYY-MM-DD` in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Throws for an id that no rule has, and says which one may be meant. */
export function requireKnown(named: readonly string[], ids: readonly string[]): void {
  for (const id of named) {
    if (ids.includes(id)) continue;
    const closest = nearest(id, ids);
    const hint = closest === null ? 'see `seaworthy rules`' : `did you mean \`${closest}\`?`;
    throw new UsageError(`there is no rule \`${id}\`; ${hint}`);
  }
}

function findConfig(folder: string): string | null {
  for (const path of CONFIG_PATHS) {
    if (existsSync(join(folder, path))) return join(folder, path);
  }
  const parent = dirname(folder);
  return existsSync(join(folder, '.git')) || parent === folder ? null : findConfig(parent);
}

/** The reader is loaded only where there is something to read: it takes longer than a check. */
async function readConfig(path: string, ids: readonly string[]): Promise<Config> {
  const shown = relative('.', path);
  const content = readTextFile(path);
  if (!content.ok) throw new UsageError(`${shown}: ${content.reason}`);
  const { loadConfig } = await import('../config/load.ts');
  const config = loadConfig(content.text, shown, ids);
  if (config.extends !== undefined) complain(`${shown}: ${unreadNotice(config.extends)}`);
  return config;
}

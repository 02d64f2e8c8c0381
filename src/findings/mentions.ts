import type { Dockerfile } from '../dockerfile/model.ts';
import type { Facts, Rule } from './rule.ts';
import { commandNames } from './run-commands.ts';
import { runsOf } from './runs.ts';
import { settingsOf } from './settings.ts';

/**
 * What a file holds of that which rules are about: the keywords of its instructions, and of its RUNs
 * the commands and package managers; and the variables that it sets.
 */
export function mentionsOf(dockerfile: Dockerfile, facts: Facts): ReadonlySet<string> {
  const mentions = new Set(commandNames(dockerfile, facts));
  for (const { keyword, trigger } of dockerfile.instructions) {
    mentions.add(keyword);
    if (trigger !== null) mentions.add(trigger.keyword);
  }
  for (const { calls } of runsOf(dockerfile, facts)) {
    for (const { manager } of calls) mentions.add(manager);
  }
  for (const { name } of settingsOf(dockerfile, facts)) mentions.add(name);
  return mentions;
}

/** False when the rule cannot find anything in a file with these mentions, and need not be asked. */
export function isConcerned({ about }: Rule, mentions: ReadonlySet<string>): boolean {
  return about === undefined || about.some((word) => mentions.has(word));
}

import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import { stageChain } from './base-image.ts';
import type { Facts } from './rule.ts';
import { runCommandsNamed } from './run-commands.ts';
import type { RunCommand } from './run-commands.ts';
import { readWebAddress } from './web-address.ts';

/** Words that may be an address: those with a scheme, and those that a variable may turn into one. */
const MAY_BE_ADDRESS = /^["']?(?:https?:\/\/|\$)/i;

/**
 * Hosts of the https addresses among the words of a command, with the values that variables have when no
 * build gives others; null where one of them has none.
 */
export function hostsOf(dockerfile: Dockerfile, { line, run }: RunCommand): string[] | null {
  const { lookup } = scopeAt(dockerfile, run.run);
  const hosts: string[] = [];
  for (const { text } of line.words.slice(1)) {
    if (!MAY_BE_ADDRESS.test(text)) continue;
    const { value, unresolved, error } = expandWord(text, lookup, dockerfile.escape);
    const isKnown = error === null && unresolved.length === 0;
    const address = isKnown ? readWebAddress(value) : null;
    if (address === null && (!isKnown || /^https?:/i.test(value))) return null;
    if (address?.protocol === 'https:') hosts.push(address.host);
  }
  return hosts;
}

/**
 * The same for all later commands of a name in a stage and in those built on it; null where they name no
 * host at all.
 */
export function laterHosts(
  dockerfile: Dockerfile,
  facts: Facts,
  name: string,
  { stage, offset }: { readonly stage: Stage; readonly offset: number },
): string[] | null {
  const hosts: string[] = [];
  for (const found of runCommandsNamed(dockerfile, facts, [name])) {
    const isLater = found.command.span.end > offset && stageChain(found.run.stage).includes(stage);
    if (!isLater) continue;
    const named = hostsOf(dockerfile, found);
    if (named === null) return null;
    hosts.push(...named);
  }
  return hosts.length === 0 ? null : hosts;
}

import { baseName } from '../../copies.ts';
import type { SplitInput } from '../recipe.ts';
import type { RuntimeImage } from './runtime-image.ts';

/** What every shell and every plain image has. */
const EVERYWHERE = new Set(
  'sh test [ exit echo printf true false cat grep kill sleep ls head tail cut tr wc stat date env exec command : return'.split(
    ' ',
  ),
);

/** Commands that a package of the same name brings. */
const PACKAGES = new Set(['curl', 'wget', 'jq']);

/** Parts of busybox, which is Alpine's. */
const IN_BUSYBOX = new Set([
  'wget',
  'nc',
  'pgrep',
  'pidof',
  'ps',
  'netstat',
  'awk',
  'sed',
  'find',
  'xargs',
]);

export type HealthTools = { readonly packages: readonly string[] } | { readonly left: string };

/** What the HEALTHCHECK of the file calls that the runtime image would lack. */
export function healthTools(
  { facts, stage }: SplitInput,
  { distribution, reference }: RuntimeImage,
  copies: readonly string[],
): HealthTools {
  const check = stage.instructions.findLast(({ keyword }) => keyword === 'HEALTHCHECK');
  const commands = check === undefined ? [] : (facts.script(check)?.commands ?? []);
  const packages = new Set<string>();
  for (const { name, words } of commands) {
    const called = baseName(name ?? words[0]?.text ?? '');
    const isCopied = copies.some((path) => baseName(path) === called);
    const isThere = EVERYWHERE.has(called) || (distribution === 'alpine' && IN_BUSYBOX.has(called));
    if (words.length === 0 || isCopied || isThere) continue;
    if (!PACKAGES.has(called))
      return { left: `its HEALTHCHECK calls \`${called}\`, which \`${reference}\` may lack` };
    packages.add(called);
  }
  return { packages: [...packages] };
}

import { familiarName, parseReference } from '../image/reference.ts';
import type { PlannedUse } from '../upgrades/planned-use.ts';
import type { LeftToBots } from './left-to-bots.ts';

/** What one other bot moves. */
export interface LeftImages {
  readonly bot: 'Renovate' | 'Dependabot';
  /** Its configuration. */
  readonly file: string;
  /** Short names without tags, in their order. */
  readonly images: readonly string[];
}

/** As many are named in a sentence. */
const MOST_NAMES = 12;

/** Every image that is left to a bot, once a bot. */
export function leftImages(uses: readonly PlannedUse[], leftTo: LeftToBots): readonly LeftImages[] {
  const byFile = new Map<
    string,
    { readonly bot: LeftImages['bot']; readonly names: Set<string> }
  >();
  for (const use of uses) {
    const image = parseReference(use.reference);
    const left = leftTo(use);
    if (image === null || left === null) continue;
    const { name, file } = left.bot;
    const known = byFile.get(file) ?? { bot: name, names: new Set<string>() };
    known.names.add(familiarName(image));
    byFile.set(file, known);
  }
  return [...byFile].map(([file, { bot, names }]) => ({ bot, file, images: [...names].sort() }));
}

/** One sentence, with names between backquotes. */
export function leftImagesText({ bot, file, images }: LeftImages): string {
  const names = images.slice(0, MOST_NAMES).map((name) => `\`${name}\``);
  const more = images.length - names.length;
  const all = more > 0 ? [...names, `${more} more`] : names;
  const they = images.length === 1 ? 'it is' : 'they are';
  const last = all.at(-1) ?? '';
  const list = all.length === 1 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
  return `${bot} (\`${file}\`) moves the tags and digests of ${list}; ${they} left to it.`;
}

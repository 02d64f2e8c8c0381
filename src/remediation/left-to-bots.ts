import type { OtherBot } from '../bots/other-bot.ts';
import { parseReference } from '../image/reference.ts';
import type { PlannedUse } from '../upgrades/planned-use.ts';
import type { LeftTo } from '../upgrades/unit.ts';

/** Which bot moves an image, and that this is why it is left. */
export interface LeftToBot extends LeftTo {
  readonly bot: OtherBot;
}

/** Null where no other bot moves the image. */
export type LeftToBots = (use: PlannedUse) => LeftToBot | null;

/** Without other bots. */
export const nobodyElse: LeftToBots = () => null;

/** The first bot that moves an image. */
export function leftToBots(bots: readonly OtherBot[]): LeftToBots {
  return ({ path, reference, role, isWritten }) => {
    const image = parseReference(reference);
    if (image === null) return null;
    const use = { path, image, isFrom: role === 'base', isWritten };
    const bot = bots.find((one) => one.covers(use));
    if (bot === undefined) return null;
    const { name, file, pinsDigests } = bot;
    return {
      bot,
      pinsDigests,
      reason: `${name} (\`${file}\`) moves the tags and digests of this image`,
    };
  };
}

import type { OtherBot } from '../bots/other-bot.ts';
import { parseReference } from '../image/reference.ts';
import type { LeftTo } from '../upgrades/unit.ts';

/** Which bot moves an image, and that this is why it is left. */
export interface LeftToBot extends LeftTo {
  readonly bot: OtherBot;
}

/** By path and the reference as resolved from the file; null where no other bot moves the image. */
export type LeftToBots = (path: string, reference: string) => LeftToBot | null;

/** Without other bots. */
export const nobodyElse: LeftToBots = () => null;

/** The first bot that moves an image. */
export function leftToBots(bots: readonly OtherBot[]): LeftToBots {
  return (path, reference) => {
    const image = parseReference(reference);
    const bot = image === null ? undefined : bots.find((one) => one.covers(path, image));
    if (bot === undefined) return null;
    const { name, file, pinsDigests } = bot;
    return {
      bot,
      pinsDigests,
      reason: `${name} (\`${file}\`) moves the tags and digests of this image`,
    };
  };
}

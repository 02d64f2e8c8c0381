import { readBots } from '../../bots/read-bots.ts';
import type { House } from '../house.ts';
import { adapt, stop } from './manner.ts';
import type { Manner } from './manner.ts';

/** Where agreement checkers are set up: cla-bot, cla-assistant's action, EasyCLA. */
const AGREEMENT =
  /^(?:\.clabot|\.cla(?:\.json|\.ya?ml|-assistant.*)?|\.github\/(?:workflows\/)?(?:cla|clabot|cla-assistant|contributor-license-agreement)[^/]*)$/i;

/** The app that checks sign-offs (github.com/dcoapp/app). */
const SIGN_OFF = /^(?:\.github\/dco\.ya?ml|DCO(?:\.txt|\.md)?)$/;

/** Bots that are at work already, and what that means. */
export function otherBots({ paths, settings }: House): readonly Manner[] {
  const manners: Manner[] = [];
  const [bot] = readBots(new Map(settings.map(({ path, text }) => [path, text]))).bots;
  if (bot !== undefined) {
    const reason = `${bot.name} keeps the images up to date, which are left to it`;
    manners.push(adapt('other-bots', bot.file, reason, { kind: 'leave-images' }));
  }
  const agreement = paths.find((path) => AGREEMENT.test(path));
  if (agreement !== undefined) {
    manners.push(
      stop('agreement', agreement, 'an agreement is to be signed by you before anything is merged'),
    );
  }
  const signOff = paths.find((path) => SIGN_OFF.test(path));
  if (signOff !== undefined) {
    manners.push(adapt('sign-off', signOff, 'commits are signed off', { kind: 'sign-off' }));
  }
  return manners;
}

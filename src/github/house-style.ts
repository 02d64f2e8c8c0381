import type { PullRequestWishes } from '../remediation/repository.ts';

/** How the people of a repository write their commits. */
export interface HouseStyle {
  readonly isConventional: boolean;
  readonly isSignedOff: boolean;
}

/** Conventional Commits 1.0.0. */
const CONVENTIONAL = /^[a-z]+(?:\([^()\n]{1,60}\))?!?: \S/;

const SIGNED_OFF = /^Signed-off-by: \S.*<[^<>\s]+>$/m;

/** Written by GitHub itself, in words of its own. */
const BY_GITHUB = /^(?:Merge |Revert "|Initial commit$)/;

/** What most of the last commits are like, unless the configuration says it; merges say nothing of it. */
export function houseStyleOf(
  messages: readonly string[],
  { titles, signOff }: Pick<PullRequestWishes, 'titles' | 'signOff'>,
): HouseStyle {
  const own = messages.filter((message) => !BY_GITHUB.test(message));
  const isMost = (pattern: RegExp) =>
    own.filter((message) => pattern.test(message)).length * 2 > own.length;
  return {
    isConventional: titles === 'auto' ? isMost(CONVENTIONAL) : titles === 'conventional',
    isSignedOff: signOff === 'auto' ? isMost(SIGNED_OFF) : signOff === 'always',
  };
}

/** `build(docker): put two Dockerfiles in order`, where that is the house's style. */
export function titleInStyle(title: string, { isConventional }: HouseStyle): string {
  if (!isConventional) return title;
  // A name such as `USER` keeps its letters.
  const isWord = /^[A-Z][a-z]/.test(title);
  return `build(docker): ${isWord ? title.charAt(0).toLowerCase() + title.slice(1) : title}`;
}

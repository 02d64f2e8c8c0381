/** A branch of a fork. */
export interface ForkBranch {
  readonly name: string;
  /** Whether a contribution came from it, and its commit is the one that we made. */
  readonly isOurs: boolean;
  /** Whether it holds commits that the source does not have; true where that cannot be told. */
  readonly isAhead: boolean;
  readonly hasOpenPull: boolean;
}

/** A fork that contributions came from. */
export interface ForkState {
  /** `owner/name`. */
  readonly name: string;
  readonly isMadeByUs: boolean;
  readonly isFork: boolean;
  readonly branches: readonly ForkBranch[];
  /** Whether it has more branches than these. */
  readonly isCut: boolean;
  readonly stars: number;
  readonly forks: number;
  readonly issues: number;
  /** Pull requests that were sent to it. */
  readonly pulls: number;
  readonly hasOwnDescription: boolean;
}

/** What becomes of a fork when all that was offered from it is over. */
export interface ForkFate {
  /** Branches of ours that nobody needs any more. */
  readonly branches: readonly string[];
  /** Why the fork itself stays, each a clause; none where it goes. */
  readonly stays: readonly string[];
}

/** A fork goes only where it was made for a contribution and holds nothing else; when in doubt it stays. */
export function fateOf(fork: ForkState): ForkFate {
  const done = fork.branches.filter(({ isOurs, hasOpenPull }) => isOurs && !hasOpenPull);
  const others = fork.branches.filter((branch) => !done.includes(branch));
  const open = others.find(({ hasOpenPull }) => hasOpenPull);
  const ahead = others.find(({ isAhead }) => isAhead);
  const reasons: readonly (readonly [boolean, string])[] = [
    [!fork.isFork, 'it is no fork any more'],
    [!fork.isMadeByUs, 'it may have been there before'],
    [open !== undefined, `a pull request from \`${open?.name ?? ''}\` is open`],
    [ahead !== undefined, `\`${ahead?.name ?? ''}\` holds commits of its own`],
    [fork.isCut, 'it has more branches than can be looked at'],
    [fork.stars > 0, 'somebody has starred it'],
    [fork.forks > 0, 'somebody has forked it'],
    [fork.issues > 0, 'it has issues of its own'],
    [fork.pulls > 0, 'it has pull requests of its own'],
    [fork.hasOwnDescription, 'it has a description of its own'],
  ];
  return {
    branches: done.map(({ name }) => name),
    stays: reasons.flatMap(([holds, reason]) => (holds ? [reason] : [])),
  };
}

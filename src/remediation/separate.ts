/** What came of a set of candidates. */
export type Trial<Result> =
  | { readonly ok: true; readonly result: Result }
  /** `objection`: one clause for a person. */
  | { readonly ok: false; readonly objection: string };

export interface Separation<Result> {
  /** Of the candidates that stay; null when none of them may. */
  readonly result: Result | null;
  /** Why each of the others may not. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Each trial is two builds: so many find three culprits among thirty fixes. */
const MOST_TRIALS = 16;

/** Takes out of candidates that failed together those that a trial speaks against, by halving; `first` is the trial of all. */
export async function separate<Result>(
  candidates: readonly string[],
  attempt: (candidates: readonly string[]) => Promise<Trial<Result>>,
  first: Trial<Result>,
): Promise<Separation<Result>> {
  const refused = new Map<string, string>();
  let kept: readonly string[] = [];
  let result: Result | null = null;
  let trials = 0;

  async function take(group: readonly string[], known: Trial<Result> | null): Promise<void> {
    if (known === null && trials === MOST_TRIALS) {
      const reason = `${MOST_TRIALS} trials did not tell which of the fixes breaks the image`;
      for (const one of group) refused.set(one, reason);
      return;
    }
    if (known === null) trials += 1;
    const wanted = [...kept, ...group];
    const trial = known ?? (await attempt(wanted));
    if (trial.ok) {
      [kept, result] = [wanted, trial.result];
      return;
    }
    const [only] = group;
    if (group.length === 1 && only !== undefined) {
      refused.set(only, trial.objection);
      return;
    }
    const middle = group.length >> 1;
    const [one, other] = [group.slice(0, middle), group.slice(middle)];
    await take(one, null);
    // With all of one half the other is the whole again, which has been tried.
    await take(other, one.every((each) => kept.includes(each)) ? trial : null);
  }

  await take(candidates, first);
  return { result, refused };
}

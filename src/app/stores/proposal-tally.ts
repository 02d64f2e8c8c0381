import type { PastState } from '../../remediation/history.ts';
import type { RemediationReport } from '../../remediation/remediate.ts';

/** How many proposals with a fix of this rule are in this state. */
export interface RuleTally {
  readonly rule: string;
  readonly state: PastState;
  readonly count: number;
}

/**
 * What became of the proposals of all repositories, each as its last look found it on GitHub: an event that comes twice, or
 * never, makes no difference.
 */
export interface ProposalTally {
  readonly record: (repository: number, tallies: readonly RuleTally[]) => Promise<void>;
  /** For a repository that is gone, or no longer ours to see. */
  readonly forget: (repository: number) => Promise<void>;
  readonly total: () => Promise<readonly RuleTally[]>;
  /** True the first time that it is asked of an ending, by any process, within the days in which GitHub repeats its event. */
  readonly isNewEnding: (ending: string) => Promise<boolean>;
}

/** Seconds in which an event may come again: https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
export const LONGEST_REPEAT = 4 * 24 * 60 * 60;

/** Of one repository, as a look leaves it. */
export function tallyOf({ history, results, withdrawn }: RemediationReport): readonly RuleTally[] {
  const gone = new Set(
    withdrawn
      .filter(({ outcome }) => outcome?.kind === 'withdrawn')
      .map(({ withdrawal }) => withdrawal.past.name),
  );
  const counts = new Map<string, RuleTally>();
  const add = (rules: Iterable<string>, state: PastState) => {
    for (const rule of new Set(rules)) {
      const key = tallyKey({ rule, state });
      counts.set(key, { rule, state, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  };
  for (const { name, state, block } of history.proposals) {
    add(block?.rules ?? [], gone.has(name) ? 'withdrawn' : state);
  }
  for (const { proposal, outcome } of results) {
    if (outcome?.kind !== 'created') continue;
    add(
      proposal.fixes.map(({ rule }) => rule),
      'open',
    );
  }
  return [...counts.values()];
}

/** Ids of rules hold no space. */
export function tallyKey({ rule, state }: Pick<RuleTally, 'rule' | 'state'>): string {
  return `${state} ${rule}`;
}

import type { LineRange } from '../../remediation/patch.ts';

/** What a contribution has to do differently here. */
export type Adaptation =
  | { readonly kind: 'base-branch'; readonly branch: string }
  | { readonly kind: 'sign-off' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'template' }
  | { readonly kind: 'disclose' }
  /** What is open is not written anew while it can be merged. */
  | { readonly kind: 'leave-history' }
  /** Files that are somebody else's to change. */
  | { readonly kind: 'leave-files'; readonly paths: readonly string[] }
  /** Lines, 1-based, that somebody else is changing. */
  | { readonly kind: 'leave-lines'; readonly path: string; readonly lines: readonly LineRange[] }
  | { readonly kind: 'leave-images' };

/** Names of what is looked at; a person may set aside those that are not final by name. */
export type MannerId =
  | 'archived'
  | 'approval-first'
  | 'agreement'
  | 'automated'
  | 'code-owners'
  | 'disclosure'
  | 'draft'
  | 'elsewhere'
  | 'empty'
  | 'fork'
  | 'forking'
  | 'generated'
  | 'inactive'
  | 'issue-first'
  | 'licence'
  | 'like-refused'
  | 'limited'
  | 'mirror'
  | 'official-image'
  | 'other-bots'
  | 'private'
  | 'pull-template'
  | 'rewriting'
  | 'sign-off'
  | 'style-only'
  | 'target-branch'
  | 'taken'
  | 'unwilling';

/**
 * What good manners ask for in one repository. `stop`: no contribution; `adapt`: another one than usual; `tell`: the person
 * should know.
 */
export type Manner = {
  readonly id: MannerId;
  /** One clause for the person, without a final dot; words of others stand between backquotes. */
  readonly reason: string;
  /** Where that is said: a path, or `GitHub`. */
  readonly from: string;
} & (
  | {
      readonly verdict: 'stop';
      /** Whether nobody but the people of the repository can lift it. */
      readonly isFinal: boolean;
    }
  | { readonly verdict: 'adapt'; readonly adaptation: Adaptation }
  | { readonly verdict: 'tell' }
);

/** Of facts that the code host tells. */
export const HOST = 'GitHub';

export function stop(id: MannerId, from: string, reason: string): Manner {
  return { id, verdict: 'stop', isFinal: false, from, reason };
}

/** A stop that the person cannot set aside. */
export function finalStop(id: MannerId, from: string, reason: string): Manner {
  return { id, verdict: 'stop', isFinal: true, from, reason };
}

export function adapt(id: MannerId, from: string, reason: string, adaptation: Adaptation): Manner {
  return { id, verdict: 'adapt', adaptation, from, reason };
}

export function tell(id: MannerId, from: string, reason: string): Manner {
  return { id, verdict: 'tell', from, reason };
}

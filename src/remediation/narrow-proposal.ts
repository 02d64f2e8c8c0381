import { leftBecause } from './left-because.ts';
import type { FixPolicy, Patch } from './patch.ts';
import { checkContext } from './policy.ts';
import type { Proposal, ProposedFix } from './proposal.ts';
import { propose } from './propose.ts';
import { patchEach, proposalContext, reviewPolicy, SAFE_POLICY } from './rule-proposals.ts';
import type { Planning } from './rule-proposals.ts';

/** Why fixes of a rule are taken out of a file: reasons by rule, by path. */
export type Culprits = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The same proposal without some of its fixes; null where nothing is left of it. */
export type Narrowing = (proposal: Proposal, culprits: Culprits) => Proposal | null;

/** True for what can be taken apart: an image moves as a whole. */
export function isDivisible({ key }: Proposal): boolean {
  return key.kind === 'hardening' || key.kind === 'review';
}

/** Makes proposals anew, which is how the other fixes of a file come to stand on its text without those. */
export function narrowingFor(planning: Planning): Narrowing {
  const { sources, config } = planning;
  const context = checkContext(config, { ...planning, images: planning.images.knowledge });
  const ids = [...context.rules, ...context.quietRules].map(({ id }) => id);
  return (proposal, culprits) => {
    const { kind, subject } = proposal.key;
    const policy = kind === 'review' ? reviewPolicy(config, subject) : SAFE_POLICY;
    const whole = { ...policy, refusals: planning.refusals };
    const concerned = new Set(proposal.fixes.map(({ path }) => path));
    const policyOf = (path: string): FixPolicy => {
      const out = culprits.get(path);
      const only = (whole.only ?? ids).filter((id) => out?.has(id) !== true);
      return out === undefined ? whole : { ...whole, only };
    };
    const some = sources.filter(({ path }) => concerned.has(path));
    const patches = patchEach(some, context, ({ path }) => policyOf(path)).map((patch) =>
      withReasons(patch, proposal.fixes, culprits),
    );
    return propose(kind, subject, patches, proposalContext(planning));
  };
}

/** The findings of what was taken out, with why. */
function withReasons(patch: Patch, fixes: readonly ProposedFix[], culprits: Culprits): Patch {
  const reasons = culprits.get(patch.path);
  if (reasons === undefined) return patch;
  const out = fixes
    .filter(({ path }) => path === patch.path)
    .flatMap((fix) => leftBecause(fix, reasons.get(fix.rule)));
  return { ...patch, left: [...patch.left, ...out].sort((a, b) => a.line - b.line) };
}

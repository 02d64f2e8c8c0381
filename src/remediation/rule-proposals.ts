import type { Config } from '../config/schema.ts';
import type { Rule } from '../findings/rule.ts';
import { checkFile } from './check.ts';
import type { CheckContext, SourceFile } from './check-context.ts';
import { composePatch, withCompanions } from './compose.ts';
import type { DownloadKnowledge } from './download-knowledge.ts';
import type { ImagePlan } from './image-plan.ts';
import type { FixPolicy, Patch } from './patch.ts';
import { placeKey } from './place-key.ts';
import { checkContext, fixableSafeties } from './policy.ts';
import type { LeftFinding, Proposal } from './proposal.ts';
import { propose, WHOLE } from './propose.ts';
import type { ScanKnowledge } from './scan-knowledge.ts';
import type { SurroundingsBook } from './surroundings-book.ts';

/** Everything that proposals are made of. */
export interface Planning {
  readonly sources: readonly SourceFile[];
  readonly config: Config;
  readonly rules: readonly Rule[];
  readonly images: ImagePlan;
  readonly scans: ScanKnowledge;
  readonly surroundings: SurroundingsBook;
  readonly downloads: DownloadKnowledge;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export interface RuleProposals {
  /** One of all safe fixes, or none. */
  readonly hardening: readonly Proposal[];
  /** One of the review fixes of each rule. */
  readonly reviews: readonly Proposal[];
  /** What the safe fixes left, whoever takes it up. */
  readonly left: readonly LeftFinding[];
}

/** Of the proposal that all safe fixes are. */
export const SAFE_POLICY: FixPolicy = { safeties: ['safe'], only: null, moveImages: false };

/** Of the proposal that the review fixes of one rule are. */
export function reviewPolicy({ posture }: Config, rule: string): FixPolicy {
  const takeUnknown = posture === 'strict';
  return { safeties: ['review'], only: [rule], moveImages: false, takeUnknown };
}

/** Proposals for what the rules find, but for other images: those move in groups of their own. */
export function ruleProposals(planning: Planning): RuleProposals {
  const { sources, config } = planning;
  const context = checkContext(config, { ...planning, images: planning.images.knowledge });
  const proposing = { rules: planning.rules, branchPrefix: config.pullRequests.branchPrefix };
  const safe = patchAll(sources, context, SAFE_POLICY);
  const hardening = propose('hardening', WHOLE, safe, proposing);
  const reviews: Proposal[] = [];
  const reviewed: Patch[] = [];
  if (fixableSafeties(config).includes('review')) {
    const rulesFound = findRules(sources, context);
    for (const rule of reviewRules(safe, context)) {
      const concerned = sources.filter((source) => rulesFound.get(source)?.has(rule) === true);
      const patches = patchAll(concerned, context, reviewPolicy(config, rule));
      reviewed.push(...patches);
      const proposal = propose('review', rule, patches, proposing);
      if (proposal !== null) reviews.push(proposal);
    }
  }
  return {
    hardening: hardening === null ? [] : [hardening],
    reviews,
    left: leftIn(safe, reviewed, planning),
  };
}

/** Patches every file by the same policy. */
export function patchAll(
  sources: readonly SourceFile[],
  context: CheckContext,
  policy: FixPolicy,
): Patch[] {
  return patchEach(sources, context, () => policy);
}

/** Patches every file by a policy of its own, one after another: later ones see what other files became. */
export function patchEach(
  sources: readonly SourceFile[],
  context: CheckContext,
  policyOf: (source: SourceFile) => FixPolicy,
): Patch[] {
  let current = context;
  return sources.map((source) => {
    const patch = composePatch(source, current, policyOf(source));
    current = withCompanions(current, source.path, patch.companions);
    return patch;
  });
}

/** Which rules find something in which file, so that each rule's patches are made for these alone. */
function findRules(
  sources: readonly SourceFile[],
  context: CheckContext,
): ReadonlyMap<SourceFile, ReadonlySet<string>> {
  return new Map(
    sources.map((source) => {
      const { findings } = checkFile(source, context);
      return [source, new Set(findings.map((finding) => finding.rule))];
    }),
  );
}

/** Ids of the rules with review fixes that the safe patches withheld, in the order of the rules. */
function reviewRules(patches: readonly Patch[], context: CheckContext): string[] {
  const withheld = new Set(
    patches.flatMap(({ left }) =>
      left.filter((item) => item.withheld !== null).map((item) => item.rule),
    ),
  );
  return [...context.rules, ...context.quietRules]
    .filter(({ id, movesImages }) => withheld.has(id) && movesImages !== true)
    .map(({ id }) => id);
}

/** What a review fix is left for stands in its own patches: the safe ones only know that it is no safe one. */
function leftIn(
  safe: readonly Patch[],
  reviewed: readonly Patch[],
  { config, rules }: Planning,
): LeftFinding[] {
  const moving = new Set(rules.filter(({ movesImages }) => movesImages).map(({ id }) => id));
  const reasons = new Map(placed(reviewed).map((item) => [placeKey(item), item.reason]));
  const withheld = fixableSafeties(config).includes('review')
    ? 'its fix builds on others, and is proposed once these are in'
    : 'its fix needs a review, and the configuration asks for safe fixes only';
  const reasonFor = (item: LeftFinding) =>
    moving.has(item.rule)
      ? `the policy asks for no such move; \`seaworthy fix --safety safe,review --rule ${item.rule}\` makes it`
      : (reasons.get(placeKey(item)) ?? withheld);
  return placed(safe).map((item) =>
    item.withheld === null ? item : { ...item, reason: reasonFor(item) },
  );
}

function placed(patches: readonly Patch[]): LeftFinding[] {
  return patches.flatMap(({ path, left }) => left.map((item) => ({ ...item, path })));
}

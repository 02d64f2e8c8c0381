import type { Config } from '../config/schema.ts';
import type { Rule } from '../findings/rule.ts';
import { checkFile } from './check.ts';
import type { CheckContext, SourceFile } from './check-context.ts';
import { withCompanions } from './attempt-step.ts';
import { composePatch } from './compose.ts';
import type { DownloadKnowledge } from './download-knowledge.ts';
import type { ImagePlan } from './image-plan.ts';
import type { FixPolicy, Patch, Refusals } from './patch.ts';
import { placeKey } from './place-key.ts';
import { checkContext, fixableSafeties } from './policy.ts';
import type { LeftFinding, Proposal, ProposedFix } from './proposal.ts';
import { propose, WHOLE } from './propose.ts';
import type { ProposalContext } from './propose.ts';
import type { Listener } from './listener.ts';
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
  /** What nobody wants again. */
  readonly refusals: Refusals;
  readonly listener: Listener;
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

/** What texts and names are made with. */
export function proposalContext({ rules, config, listener, images }: Planning): ProposalContext {
  const { branchPrefix } = config.pullRequests;
  return { rules, branchPrefix, listener, leftToBots: images.left };
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
  const proposing = proposalContext(planning);
  const { refusals } = planning;
  const safe = patchAll(sources, context, { ...SAFE_POLICY, refusals });
  const reviews: Proposal[] = [];
  const idle: Proposal[] = [];
  const reviewed: Patch[] = [];
  if (fixableSafeties(config).includes('review')) {
    const rulesFound = findRules(sources, context);
    for (const rule of reviewRules(safe, context)) {
      const concerned = sources.filter((source) => rulesFound.get(source)?.has(rule) === true);
      const patches = patchAll(concerned, context, { ...reviewPolicy(config, rule), refusals });
      reviewed.push(...patches);
      const proposal = propose('review', rule, patches, proposing);
      if (proposal !== null) (isWorthwhile(proposal, planning) ? reviews : idle).push(proposal);
    }
  }
  const explained = withReasons(safe, reviews, planning);
  const hardening = propose('hardening', WHOLE, explained, proposing);
  const waits = idle.flatMap(({ fixes }) => fixes.flatMap(waiting));
  const left = leftIn(safe, [...placed(reviewed), ...waits], planning);
  if (hardening === null || isWorthwhile(hardening, planning)) {
    return { hardening: hardening === null ? [] : [hardening], reviews, left };
  }
  return { hardening: [], reviews, left: [...left, ...hardening.fixes.flatMap(waiting)] };
}

/** False where all that changes is how files are written: nobody should have to look at that alone. */
function isWorthwhile({ fixes }: Proposal, { rules }: Planning): boolean {
  const styles = new Set(rules.filter(({ onlyStyle }) => onlyStyle).map(({ id }) => id));
  return fixes.some(({ rule }) => !styles.has(rule));
}

/** What a fix of style alone would have cured. */
function waiting({ path, rule, cures, fix }: ProposedFix): LeftFinding[] {
  const { preconditions = [] } = fix;
  const reason = `its fix changes only how the file is written, and goes in with the next one that changes more; \`seaworthy fix --safety safe,review --rule ${rule}\` makes it at once`;
  return cures.map((cure) => {
    return {
      ...cure,
      path,
      reason,
      preconditions,
      withheld: null,
      isRefused: false,
    };
  });
}

/** In the text of the safe fixes, those that they withhold are where they are proposed. */
function withReasons(
  patches: readonly Patch[],
  reviews: readonly Proposal[],
  { rules }: Planning,
): Patch[] {
  const moving = movingRules(rules);
  const proposed = new Set(
    reviews.flatMap(({ fixes }) =>
      fixes.flatMap(({ path, cures }) => cures.map((cure) => placeKey({ ...cure, path }))),
    ),
  );
  const reasonFor = (item: LeftFinding): string => {
    if (moving.has(item.rule))
      return 'its fix takes another image, and images move in pull requests of their own';
    return proposed.has(placeKey(item))
      ? 'its fix needs the eye of a person, and is proposed on its own'
      : item.reason;
  };
  return patches.map((patch) => ({
    ...patch,
    left: patch.left.map((item) =>
      item.withheld === null ? item : { ...item, reason: reasonFor({ ...item, path: patch.path }) },
    ),
  }));
}

function movingRules(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.filter(({ movesImages }) => movesImages).map(({ id }) => id));
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
  reviewed: readonly LeftFinding[],
  { config, rules }: Planning,
): LeftFinding[] {
  const moving = movingRules(rules);
  const reasons = new Map(reviewed.map((item) => [placeKey(item), item.reason]));
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

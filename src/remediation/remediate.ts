import { ConfigError } from '../config/config-error.ts';
import { configPath, DEFAULTS } from '../config/defaults.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import type { Rule } from '../findings/rule.ts';
import { checkFile } from './check.ts';
import type { CheckContext, SourceFile } from './check.ts';
import { composePatch } from './compose.ts';
import type { FactsSource } from './facts.ts';
import type { FixPolicy, Patch } from './patch.ts';
import type { LeftFinding, Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import type { ProposalOutcome, Repository } from './repository.ts';
import { readSources } from './sources.ts';
import type { SkippedFile } from './sources.ts';
import { checkContext, fixableSafeties } from './policy.ts';

export interface RemediationOptions {
  readonly rules: readonly Rule[];
  readonly images: FactsSource;
  readonly today: string | null;
  /** Nothing is written to the repository. */
  readonly dryRun: boolean;
}

export interface ProposalResult {
  readonly proposal: Proposal;
  /** Null in a dry run. */
  readonly outcome: ProposalOutcome | null;
}

export interface RemediationReport {
  readonly results: readonly ProposalResult[];
  /** What no proposal cures, with the reasons. */
  readonly left: readonly LeftFinding[];
  readonly skipped: readonly SkippedFile[];
  /** Proposals that wait because the limit of open ones is reached. */
  readonly waiting: readonly Proposal[];
}

/** The use case: reads a repository, works out the proposals, and makes them be. */
export async function remediate(
  repository: Repository,
  options: RemediationOptions,
): Promise<RemediationReport> {
  const config = await readConfig(repository, options.rules);
  const { sources, skipped } = await readSources(repository, config);
  const { proposals, left } = planProposals(sources, config, options);
  const now = proposals.slice(0, config.pullRequests.limit);
  const results = [];
  for (const proposal of now) {
    const outcome = options.dryRun ? null : await repository.ensureProposal(proposal);
    results.push({ proposal, outcome });
  }
  return { results, left, skipped, waiting: proposals.slice(config.pullRequests.limit) };
}

async function readConfig(repository: Repository, rules: readonly Rule[]): Promise<Config> {
  const ids = rules.map((rule) => rule.id);
  const files = await repository.listFiles();
  const path = configPath(files);
  if (path === null) return DEFAULTS;
  const content = await repository.readFile(path);
  if (!content.ok) {
    const place = { file: path, line: 1, column: 1 };
    throw new ConfigError({ ...place, problem: content.reason, cure: 'replace the file' });
  }
  return loadConfig(content.text, path, ids);
}

interface Plan {
  readonly proposals: readonly Proposal[];
  readonly left: readonly LeftFinding[];
}

/** One proposal for all safe fixes, and one for the review fixes of each rule. */
function planProposals(
  sources: readonly SourceFile[],
  config: Config,
  options: RemediationOptions,
): Plan {
  const context = checkContext(config, options);
  const proposing = { rules: context.rules, branchPrefix: config.pullRequests.branchPrefix };
  const safe = patchAll(sources, context, { safeties: ['safe'], only: null });
  const proposals = [propose('hardening', 'all', safe, proposing)];
  if (fixableSafeties(config).includes('review')) {
    const rulesFound = findRules(sources, context);
    for (const rule of reviewRules(safe, context)) {
      const concerned = sources.filter((source) => rulesFound.get(source)?.has(rule) === true);
      const patches = patchAll(concerned, context, { safeties: ['review'], only: [rule] });
      proposals.push(propose('review', rule, patches, proposing));
    }
  }
  const found = proposals.filter((proposal) => proposal !== null);
  return { proposals: found, left: stillLeft(safe, found, config) };
}

function patchAll(
  sources: readonly SourceFile[],
  context: CheckContext,
  policy: FixPolicy,
): Patch[] {
  return sources.map((source) => composePatch(source, context, policy));
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
  return context.rules.map((rule) => rule.id).filter((id) => withheld.has(id));
}

/** What the safe patches left, without what a review proposal takes up. */
function stillLeft(
  patches: readonly Patch[],
  proposals: readonly Proposal[],
  config: Config,
): LeftFinding[] {
  const taken = new Set(
    proposals.flatMap(({ fixes, key }) => (key.kind === 'review' ? fixes.map(placeKey) : [])),
  );
  const withheld = fixableSafeties(config).includes('review')
    ? 'its fix builds on the safe fixes, and is proposed once these are in'
    : 'its fix needs a review, and the configuration asks for safe fixes only';
  return patches
    .flatMap(({ path, left }) => left.map((item) => ({ ...item, path })))
    .filter((item) => !taken.has(placeKey(item)))
    .map((item) => (item.withheld === null ? item : { ...item, reason: withheld }));
}

function placeKey({ rule, path, line }: Pick<LeftFinding, 'rule' | 'path' | 'line'>): string {
  return `${rule}\t${path}\t${line}`;
}

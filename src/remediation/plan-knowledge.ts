import type { OtherBot } from '../bots/other-bot.ts';
import type { Config } from '../config/schema.ts';
import type { Registry } from '../image/registry.ts';
import type { Rule } from '../findings/rule.ts';
import type { ImageScanner } from '../upgrades/image-scanner.ts';
import type { LimitBook } from '../upgrades/limits.ts';
import { upgradePolicy } from '../upgrades/policy.ts';
import type { SourceFile } from './check-context.ts';
import type { GivenReport } from './given-report.ts';
import { planImages } from './image-plan.ts';
import type { ImagePlanInput } from './image-plan.ts';
import { planDownloads, wantsRule } from './download-plan.ts';
import type { DownloadSource } from './download-plan.ts';
import { NO_DOWNLOADS } from './download-knowledge.ts';
import type { DownloadKnowledge } from './download-knowledge.ts';
import { leftToBots } from './left-to-bots.ts';
import { checkContext, fixableSafeties } from './policy.ts';
import { matchReports } from './match-reports.ts';
import type { MatchedReports } from './match-reports.ts';
import { isContextFile, readContext } from './repository-context.ts';
import type { RepositoryContext } from './repository-context.ts';
import type { Repository } from './repository.ts';
import { BUILD_READERS } from './build-readers.ts';
import { preloadFiles } from './preload-files.ts';
import { surroundingsIn } from './surroundings-book.ts';
import type { SurroundingsBook } from './surroundings-book.ts';
import { NO_SCANS } from './scan-knowledge.ts';
import { planScans } from './scan-plan.ts';
import type { ScanPlan } from './scan-plan.ts';
import { isForeign } from './sources.ts';

export interface KnowledgeInput {
  readonly repository: Repository;
  readonly sources: readonly SourceFile[];
  readonly limits: LimitBook;
  readonly config: Config;
  readonly rules: readonly Rule[];
  readonly registry: Registry;
  readonly downloads: DownloadSource;
  readonly reports: readonly GivenReport[];
  readonly scanner: ImageScanner | null;
  /** Bots that move images, too. */
  readonly bots: readonly OtherBot[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What registries and reports say beyond the text of the Dockerfiles. */
export interface PlannedKnowledge extends ScanPlan {
  readonly surroundings: SurroundingsBook;
  readonly downloads: DownloadKnowledge;
  /** Null where there are no reports. */
  readonly reports: MatchedReports | null;
  /** What could not be read, each a clause for a person. */
  readonly notices: readonly string[];
}

/** Asks the registries about all images and the web about downloads, and finds out what the reports have to do with the Dockerfiles. */
export async function planKnowledge(input: KnowledgeInput): Promise<PlannedKnowledge> {
  const surroundings = surroundingsIn(
    await preloadFiles(input.repository, input.sources),
    BUILD_READERS,
  );
  const known = await planScansAndImages(input);
  const context = checkContext(input.config, {
    ...input,
    ...known,
    images: known.images.knowledge,
    surroundings,
    downloads: NO_DOWNLOADS,
  });
  const isWanted = wantsRule(fixableSafeties(input.config), null);
  const source = input.downloads;
  const downloads = await planDownloads(input.sources, { context, isWanted, source });
  return { ...known, surroundings, downloads };
}

type ScansAndImages = Omit<PlannedKnowledge, 'surroundings' | 'downloads'>;

async function planScansAndImages(input: KnowledgeInput): Promise<ScansAndImages> {
  const { repository, sources, limits, config, registry, scanner, today } = input;
  const policy = upgradePolicy(config.posture, config.upgrades);
  const leftTo = leftToBots(input.bots);
  const images: ImagePlanInput = { registry, policy, limits, today, withEvidence: true, leftTo };
  if (input.reports.length === 0) {
    const planned = await planImages(sources, images);
    return { images: planned, scans: NO_SCANS, reports: null, notices: [] };
  }
  const context = await readRepositoryContext(repository, today);
  const reports = matchReports({ reports: input.reports, sources, repository: context, config });
  const plan = await planScans(sources, { reports, repository: context, images, scanner });
  const broken = context.notices.map(({ path, line, problem }) => `${path}:${line}: ${problem}`);
  return { ...plan, reports, notices: [...broken, ...reports.notices] };
}

/** A file that cannot be read says nothing; who reads it next tells why. */
async function readRepositoryContext(
  repository: Repository,
  today: string,
): Promise<RepositoryContext> {
  const all = await repository.listFiles();
  const files = [];
  const paths = all.filter((path) => isContextFile(path) && !isForeign(path));
  for (const [path, content] of await repository.readFiles(paths)) {
    if (content.ok) files.push({ path, text: content.text });
  }
  const known = new Set(all);
  const hasFile = (path: string) => known.has(path);
  return readContext(files, { addresses: repository.addresses, hasFile }, today);
}

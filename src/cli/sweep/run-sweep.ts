import { join, resolve } from 'node:path';
import { discoverRules } from '../../discover.ts';
import type { Rule } from '../../findings/rule.ts';
import type { GitHubClient } from '../../github/client.ts';
import { repositoriesOfOwner } from '../../github/list-repositories.ts';
import { readHead } from '../../github/read-head.ts';
import { readTokenIdentity } from '../../github/token-identity.ts';
import { sharedRegistry } from '../../image/shared-registry.ts';
import { sweep } from '../../jobs/sweep/sweep.ts';
import type { SweepEnd, SweepParts } from '../../jobs/sweep/sweep.ts';
import { openSweepFile } from '../../local/sweep-file.ts';
import { CodeHostError } from '../../remediation/code-host-error.ts';
import { campaignSubject } from '../../remediation/campaign/campaign.ts';
import type { CampaignSelection } from '../../remediation/campaign/campaign.ts';
import type { WaveSettings } from '../../remediation/campaign/waves.ts';
import { imageNews } from '../../remediation/sweep/image-news.ts';
import { sweepFilter } from '../../remediation/sweep/sweep-filter.ts';
import type { SweepMemory } from '../../remediation/sweep/sweep-memory.ts';
import { SweepReporter } from '../../remediation/sweep/sweep-report.ts';
import { openDownloadSource } from '../download-source.ts';
import { UsageError } from '../exit.ts';
import type { ExitCode } from '../exit.ts';
import { hostOfApi, readApiUrl } from '../github-address.ts';
import { openImageRegistry } from '../image-registry.ts';
import { folderOf } from '../registry-settings.ts';
import { explainHostError, openRemoteClient } from '../remote-client.ts';
import { VERSION } from '../version.ts';
import { reportsOfListed, withHead } from './campaign-repository.ts';
import { selectionOf, waveSettingsOf } from './campaign-words.ts';
import { lookAtListed } from './look-at-listed.ts';
import { keepHeapModest } from './modest-heap.ts';
import { openPace } from './open-pace.ts';
import { printCampaign } from './print-campaign.ts';
import { printSweep } from './print-sweep.ts';
import { runCampaign } from './run-campaign.ts';
import { steadyNow } from './steady-clock.ts';
import { openStop } from './stop.ts';
import type { Stop } from './stop.ts';
import { sweepProgress } from './sweep-progress.ts';
import { checkOwner, concurrencyOf, filterOf } from './sweep-words.ts';
import type { SweepWords } from './sweep-words.ts';

const MINUTE = 60_000;
const PATIENCE = { attempts: 4, firstWait: 2000, longestWait: 5 * MINUTE, random: Math.random };

/** `seaworthy sweep OWNER`: the pipeline on all repositories of an owner that have changed, or one change in waves. */
export async function runSweep(owner: string, words: SweepWords): Promise<ExitCode> {
  checkOwner(owner);
  if (words.offline) throw new UsageError(`${owner} is on GitHub, which --offline does not ask`);
  const exclusionOf = sweepFilter(filterOf(words));
  const concurrency = concurrencyOf(words);
  const rules = await discoverRules();
  const selection = selectionOf(words, rules);
  const waves = selection === null ? null : waveSettingsOf(words);
  keepHeapModest();
  const stop = openStop();
  const pace = openPace(process.env, apiHost(), stop.pause);
  const client = openRemoteClient(`for the repositories of ${owner} on GitHub`, pace);
  const memory = await openMemory(owner, words, selection);
  const sweeping = { owner, words, rules, client, memory, stop, exclusionOf, concurrency };
  try {
    if (selection === null || waves === null) return await sweepWith(sweeping);
    return await campaignWith(sweeping, selection, waves);
  } catch (error) {
    if (error instanceof CodeHostError) throw new UsageError(explainHostError(error));
    throw error;
  } finally {
    await memory.close();
    stop.close();
  }
}

interface Sweeping extends Pick<SweepParts, 'exclusionOf' | 'memory'> {
  readonly owner: string;
  readonly words: SweepWords;
  readonly rules: readonly Rule[];
  readonly client: GitHubClient;
  readonly stop: Stop;
  readonly concurrency: number;
}

/** What both ways to sweep are made of. */
async function partsOf({ owner, words, rules, client, memory, stop, ...sweeping }: Sweeping) {
  const { dryRun: isDry } = words;
  const { exclusionOf, concurrency } = sweeping;
  const now = new Date();
  const registry = sharedRegistry(await openImageRegistry(words));
  const newsOf = imageNews(registry, now.toISOString().slice(0, 10));
  const identity = await readTokenIdentity(client);
  const remediation = {
    ...{ rules, registry, downloads: openDownloadSource(words), now },
    ...{ reports: [], scanner: null, prover: null, dryRun: isDry },
  };
  const sweepParts = {
    readPage: repositoriesOfOwner(client, owner),
    exclusionOf,
    factsOf: async (image: string) => (await newsOf(image)).facts,
    memory,
    clock: { now: steadyNow, pause: stop.pause },
    isStopped: stop.isStopped,
  };
  const options = { ...PATIENCE, concurrency, isDry, basis: await basisOf(client, owner) };
  const look = { client, identity, host: hostOfApi(readApiUrl(process.env)), remediation, newsOf };
  return { now, newsOf, identity, look, sweepParts, options };
}

async function sweepWith(sweeping: Sweeping): Promise<ExitCode> {
  const { owner, words } = sweeping;
  const { now, newsOf, look, sweepParts, options } = await partsOf(sweeping);
  const reporter = new SweepReporter();
  const progress = sweepProgress();
  const end = await sweep(
    {
      ...sweepParts,
      look: (repository) => lookAtListed(repository, { ...look, campaign: null }),
      onSwept: ({ repository, outcome, done, total }) => {
        const name = `${repository.owner}/${repository.name}`;
        if (outcome.kind === 'failed') reporter.failed(name, outcome.reason);
        else if (outcome.kind === 'left-out') reporter.leftOut(outcome.reason);
        else reporter.swept(name, outcome.kind, outcome.record);
        progress.step(done, total);
      },
    },
    options,
  );
  progress.end();
  const about = { owner, isDry: words.dryRun, end: end.kind, at: now.toISOString() };
  return printSweep(await reporter.finish(about, newsOf), words, whyBroken(end));
}

/** One change everywhere: goes on with it as far as its waves allow. */
async function campaignWith(
  sweeping: Sweeping,
  selection: CampaignSelection,
  settings: WaveSettings,
): Promise<ExitCode> {
  const { owner, words, client } = sweeping;
  const { look, identity, sweepParts, options } = await partsOf(sweeping);
  const campaign = { ...selection, owner, by: identity.login };
  const own = { ...look, campaign: { campaign, reportsOf: await reportsOfListed(client) } };
  const progress = sweepProgress();
  const { report, end } = await runCampaign({
    ...{ campaign, settings, client, identity, sweepParts, sweepOptions: options },
    look: async (repository, dryRun) => {
      const place = dryRun ? repository : await withHead(client, repository);
      return lookAtListed(place, { ...own, remediation: { ...own.remediation, dryRun } });
    },
    onProgress: progress.step,
  });
  progress.end();
  return printCampaign(report, words, whyBroken(end));
}

function whyBroken(end: SweepEnd): string | null {
  if (end.kind !== 'broken') return null;
  const { error } = end;
  return error instanceof CodeHostError ? explainHostError(error) : error.message;
}

/** This program's rules, and what the organisation's own configuration may be made of. */
async function basisOf(client: GitHubClient, owner: string): Promise<string> {
  const base = await readHead(client, { owner, repo: '.github' }, null);
  return `${VERSION} ${base.kind === 'head' ? base.head.commit : ''}`;
}

async function openMemory(
  owner: string,
  { state }: SweepWords,
  selection: CampaignSelection | null,
): Promise<SweepMemory> {
  const host = apiHost();
  const campaign = selection === null ? '' : `.campaign-${campaignSubject(selection)}`;
  const name = `${owner.toLowerCase()}${campaign}`;
  const folder = join(folderOf('XDG_STATE_HOME', '.local/state'), 'seaworthy/sweeps');
  // A port is part of the host, and of no name of a file everywhere.
  const usual = join(folder, host.replace(':', '_'), `${name}.jsonl`);
  const path = state === undefined ? usual : resolve(state);
  const memory = await openSweepFile(path, `${host}/${name}`);
  if ('problem' in memory) throw new UsageError(`${path}: ${memory.problem}`);
  return memory;
}

function apiHost(): string {
  return new URL(readApiUrl(process.env)).host;
}

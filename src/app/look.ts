import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { readHead } from '../github/read-head.ts';
import type { HeadAnswer } from '../github/read-head.ts';
import { isOpeningTime, nextOpening } from '../remediation/opening-hours.ts';
import type { KnownImage } from '../remediation/sweep/sweep-memory.ts';
import type { Place } from './app-job.ts';
import { isUnchanged } from './sweep/is-unchanged.ts';
import type { Present } from './sweep/is-unchanged.ts';
import { lookAgainBy } from './sweep/look-again-by.ts';
import { lookAtCommit } from './look-at-commit.ts';
import type { Looked, LookOutcome } from './look-at-commit.ts';
import { basisOf } from './sweep/look-basis.ts';
import type { LookOptions, LookParts } from './look-parts.ts';
import type { RememberedHead } from './stores/remembered-heads.ts';
import { toKept } from './stores/watched-files.ts';

/** Milliseconds until somebody asks what the owner of an installation that is new wants. */
const MOMENT = 60_000;

/** Looks at one repository, and makes its pull requests be as they should. */
export async function look(
  client: GitHubClient,
  { installation, id, owner, repo }: Place,
  { evenIfUnchanged }: LookOptions,
  parts: LookParts,
): Promise<LookOutcome> {
  const now = parts.now();
  const world = parts.world(now);
  const state = await parts.sweeps.find(installation);
  if (state === null) await parts.sweeps.ensure(installation, now.getTime() + MOMENT);
  const basis = basisOf(parts, state);
  const known = evenIfUnchanged ? null : await parts.heads.find(id);
  const answer = await readTip(client, { owner, repo }, known);
  if (answer.kind !== 'head') return { kind: answer.kind };
  const { commit, etag } = answer.head;
  const present = { commit, basis, now: now.getTime(), newsOf: world.newsOf };
  if (known !== null && (await isUnchanged(known, present))) {
    if (etag !== null) await parts.heads.remember(id, { ...known, etag });
    return { kind: 'unchanged' };
  }
  await parts.heads.forget(id);
  const identity = await parts.identity.bot(client);
  const place = { client, name: { owner, repo }, identity };
  const { registry } = world;
  const looked = await lookAtCommit(
    place,
    commit,
    { evenIfUnchanged },
    { ...parts, registry, now },
  );
  await parts.watched.remember(id, toKept(looked.watched));
  const opening = openingOf(looked.outcome, now);
  if (opening !== null) await parts.sweeps.wake(installation, opening.getTime());
  else if (etag !== null && isSettled(looked.outcome)) {
    await parts.heads.remember(id, { etag, ...(await rememberedOf(id, looked, present)) });
  }
  return looked.outcome;
}

/** Where GitHub says that the tip is as it was, it is that of the last look. */
async function readTip(
  client: GitHubClient,
  name: RepositoryName,
  known: RememberedHead | null,
): Promise<HeadAnswer> {
  const answer = await readHead(client, name, known?.etag ?? null);
  return answer.kind === 'unchanged' && known !== null ? { kind: 'head', head: known } : answer;
}

/** Images beyond these are not kept in mind. */
const MOST_IMAGES = 200;

async function rememberedOf(
  repository: number,
  { outcome, config, hasConfig }: Looked,
  { commit, basis, now: at, newsOf }: Present,
): Promise<Omit<RememberedHead, 'etag'>> {
  const named = outcome.kind === 'done' ? outcome.report.images.slice(0, MOST_IMAGES) : [];
  const images: KnownImage[] = [];
  for (const reference of named) {
    const { facts } = await newsOf(reference);
    images.push({ reference, facts });
  }
  const isMisconfigured = outcome.kind === 'misconfigured';
  const until = lookAgainBy({ repository, config, hasConfig, isMisconfigured }, at);
  return { commit, basis, images, at, until };
}

/** Whether only a new commit, the news of images or an event asks for another look. */
function isSettled({ kind }: LookOutcome): boolean {
  return kind === 'done' || kind === 'disabled' || kind === 'misconfigured';
}

/** When pull requests may be opened that wait for that; null where none does. */
function openingOf(outcome: LookOutcome, now: Date): Date | null {
  if (outcome.kind !== 'done' || outcome.report.waiting.length === 0) return null;
  const { openingHours } = outcome.config.pullRequests;
  return isOpeningTime(openingHours, now) ? null : nextOpening(openingHours, now);
}

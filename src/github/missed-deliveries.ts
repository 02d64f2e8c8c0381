import { z } from 'zod';
import { groupBy } from '../remediation/body/grouping.ts';
import type { GitHubClient } from './client.ts';
import { asking, hasStatus } from './failure.ts';

/** GitHub repeats nothing older: https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const LONGEST_AGO = 3 * 24 * 60 * 60 * 1000;

/** Deliveries a page, and pages a search. */
const PER_PAGE = 100;
const MOST_PAGES = 50;

/** More than this at once would be a flood; the rest is found by the next search. */
const MOST_REPEATED = 1000;

/** What failed so often fails for a reason of its own. */
const MOST_ATTEMPTS = 5;

const deliverySchema = z.object({
  id: z.number(),
  /** The same for every attempt. */
  guid: z.string(),
  delivered_at: z.string(),
  status_code: z.number(),
});

type Delivery = z.infer<typeof deliverySchema>;

/** What was found in GitHub's list of its deliveries. */
export interface MissedDeliveries {
  /** Events of which no attempt was answered well, and that GitHub was asked to send again. */
  readonly repeated: number;
  /** Whether there may be older ones that were not read. */
  readonly isCut: boolean;
}

/**
 * Has GitHub send again what was sent since then and never taken. `app`: a client with the app's own credentials. `since`, `now`:
 * milliseconds since 1970.
 */
export async function repeatMissedDeliveries(
  app: GitHubClient,
  since: number,
  now: number,
): Promise<MissedDeliveries> {
  const { deliveries, isCut } = await readDeliveries(app, Math.max(since, now - LONGEST_AGO));
  const missed = missedAmong(deliveries);
  // The oldest first, as they happened.
  for (const { id } of missed.slice(-MOST_REPEATED).reverse()) await repeat(app, id);
  const repeated = Math.min(missed.length, MOST_REPEATED);
  return { repeated, isCut: isCut || missed.length > MOST_REPEATED };
}

/** The newest attempt of each event that never went well, newest first. */
function missedAmong(deliveries: readonly Delivery[]): readonly Delivery[] {
  const attempts = groupBy(deliveries, ({ guid }) => guid);
  return [...attempts.values()].flatMap((all) => {
    const [newest] = all;
    const isLeft = all.some(isTaken) || all.length >= MOST_ATTEMPTS;
    return newest === undefined || isLeft ? [] : [newest];
  });
}

function isTaken({ status_code: status }: Delivery): boolean {
  return status >= 200 && status < 300;
}

interface DeliveryList {
  /** Newest first. */
  readonly deliveries: readonly Delivery[];
  readonly isCut: boolean;
}

async function readDeliveries(app: GitHubClient, since: number): Promise<DeliveryList> {
  const deliveries: Delivery[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, next } = await readPage(app, cursor);
    const wanted = items.filter(({ delivered_at }) => Date.parse(delivered_at) >= since);
    deliveries.push(...wanted);
    if (next === null || wanted.length < items.length) return { deliveries, isCut: false };
    cursor = next;
  }
  return { deliveries, isCut: true };
}

async function readPage(
  { request }: GitHubClient,
  cursor: string | null,
): Promise<{ readonly items: readonly Delivery[]; readonly next: string | null }> {
  return asking('listing the deliveries of events', async () => {
    const { data, headers } = await request('GET /app/hook/deliveries', {
      per_page: PER_PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    return { items: z.array(deliverySchema).parse(data), next: nextCursor(headers.link ?? '') };
  });
}

/** The list pages by cursors, which only its links tell. */
function nextCursor(link: string): string | null {
  const [, address] = /<([^<>]+)>;\s*rel="next"/.exec(link) ?? [];
  return address === undefined ? null : new URL(address).searchParams.get('cursor');
}

async function repeat({ request }: GitHubClient, delivery_id: number): Promise<void> {
  await asking('asking for an event once more', async () => {
    try {
      await request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id });
    } catch (error) {
      // Too old by now, or forgotten.
      if (!hasStatus(error, 404) && !hasStatus(error, 422)) throw error;
    }
  });
}

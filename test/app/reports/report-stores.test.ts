import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createRedisReportStore } from '../../../src/app/reports/redis-report-store.ts';
import { discoverReaders } from '../../../src/discover.ts';
import { createMemoryReportStore } from '../../../src/github/reports/memory-report-store.ts';
import { REPORT_LIMITS } from '../../../src/github/reports/report-store.ts';
import type { ReportStore, SentReport } from '../../../src/github/reports/report-store.ts';
import { readGivenReport } from '../../../src/remediation/read-given-report.ts';
import { openedRedis, startRedis } from '../../redis/real-redis.ts';
import { sharedRedis } from '../../redis/shared-redis.ts';

const readers = await discoverReaders();
const SHOP = { owner: 'acme', repo: 'shop' };
const WEB = { owner: 'acme', repo: 'web' };
const DAY = 24 * 60 * 60 * 1000;

const {
  server,
  processes: [redis],
} = await sharedRedis();
let count = 0;

/** What a scanner says of an image; `size`: bytes that do not pack well. */
function sent(image: string, size = 0, dockerfile: string | null = null): SentReport {
  const text = JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: image,
    ArtifactType: 'container_image',
    Results: [],
    Remark: randomBytes(size).toString('base64'),
  });
  const outcome = readGivenReport({ name: 'the report that was sent', dockerfile }, text, readers);
  if (!outcome.ok) throw new Error(outcome.problem);
  return { given: outcome.given, text };
}

async function imagesIn(store: ReportStore, name = SHOP): Promise<readonly string[]> {
  const reports = await store.reportsOf(name);
  return reports.flatMap(({ report }) => report.scans.map(({ target }) => target.name));
}

type Open = (now: () => number, limits?: typeof REPORT_LIMITS) => ReportStore;

const openInRedis: Open = (now, limits) => {
  count += 1;
  return createRedisReportStore(redis, `{seaworthy-${count}}`, readers, now, limits);
};

describe.each<[string, Open]>([
  ['memory', createMemoryReportStore],
  ['Redis', openInRedis],
])('reports in %s', (_, open) => {
  /** A store on a clock that goes on by itself, a millisecond with each look at it. */
  function opened(limits: Partial<typeof REPORT_LIMITS> = {}) {
    let time = Date.UTC(2026, 10, 26);
    const now = () => {
      time += 1;
      return time;
    };
    const pass = (milliseconds: number) => {
      time += milliseconds;
    };
    return { store: open(now, { ...REPORT_LIMITS, ...limits }), pass };
  }

  test('come back as they were read, for their repository alone, whatever the case of its name', async () => {
    const { store } = opened();
    const report = sent('ghcr.io/acme/shop:1', 0, 'api/Dockerfile');
    await store.keep(SHOP, report);
    expect(await store.reportsOf({ owner: 'Acme', repo: 'SHOP' })).toEqual([report.given]);
    expect(await store.reportsOf(WEB)).toEqual([]);
  });

  test('give way to newer ones about the same image, and to no others', async () => {
    const { store } = opened();
    for (const image of ['shop:1', 'web:1', 'shop:2']) await store.keep(SHOP, sent(image));
    await store.keep(SHOP, sent('shop:3', 0, 'Dockerfile'));
    expect(await imagesIn(store)).toEqual(['web:1', 'shop:2', 'shop:3']);
  });

  test('of one repository beyond their number push out its oldest', async () => {
    const { store } = opened({ perRepository: 2 });
    await store.keep(WEB, sent('other:1'));
    for (const image of ['a:1', 'b:1', 'c:1']) await store.keep(SHOP, sent(image));
    expect(await imagesIn(store)).toEqual(['b:1', 'c:1']);
    expect(await imagesIn(store, WEB)).toEqual(['other:1']);
  });

  test('beyond the number of all push out the oldest of all', async () => {
    const { store } = opened({ reports: 2 });
    await store.keep(WEB, sent('other:1'));
    for (const image of ['a:1', 'b:1']) await store.keep(SHOP, sent(image));
    expect(await imagesIn(store, WEB)).toEqual([]);
    expect(await imagesIn(store)).toEqual(['a:1', 'b:1']);
  });

  test('beyond the bytes of all push out the oldest of all, and what was pushed out weighs nothing', async () => {
    const { store } = opened({ bytes: 45_000 });
    await store.keep(WEB, sent('other:1', 25_000));
    // The same subject over and over takes the place of one.
    for (let version = 1; version <= 5; version += 1) {
      await store.keep(WEB, sent(`other:${version}`, 10_000));
    }
    await store.keep(SHOP, sent('a:1', 20_000));
    expect([await imagesIn(store, WEB), await imagesIn(store)]).toEqual([['other:5'], ['a:1']]);
    await store.keep(SHOP, sent('b:1', 20_000));
    expect([await imagesIn(store, WEB), (await imagesIn(store)).at(-1)]).toEqual([[], 'b:1']);
  });

  test('are of no use after a quarter of a year', async () => {
    const { store, pass } = opened();
    await store.keep(SHOP, sent('a:1'));
    pass(80 * DAY);
    await store.keep(SHOP, sent('b:1'));
    pass(11 * DAY);
    expect(await imagesIn(store)).toEqual(['b:1']);
    await store.keep(WEB, sent('c:1'));
    expect(await imagesIn(store)).toEqual(['b:1']);
  });

  test('are forgotten with their repository', async () => {
    const { store } = opened();
    await store.keep(SHOP, sent('a:1'));
    await store.keep(WEB, sent('b:1'));
    await store.forget(SHOP);
    expect([await imagesIn(store), await imagesIn(store, WEB)]).toEqual([[], ['b:1']]);
  });
});

test('what a forgotten repository took is free in Redis again', async () => {
  const store = openInRedis(Date.now);
  await store.keep(SHOP, sent('a:1', 1000));
  await store.forget(SHOP);
  expect(await redis.hasty.get(`{seaworthy-${count}}:report-bytes`)).toBe('0');
  expect(await redis.hasty.keys(`{seaworthy-${count}}:reports*`)).toEqual([]);
});

test('a report in Redis is there for a process that starts later', async () => {
  const report = sent('a:1');
  await openInRedis(Date.now).keep(SHOP, report);
  const later = await openedRedis(server.url);
  const store = createRedisReportStore(later, `{seaworthy-${count}}`, readers, Date.now);
  expect(await store.reportsOf(SHOP)).toEqual([report.given]);
  later.close();
});

test('a report that Redis has no room for is refused', async () => {
  const full = await startRedis('--maxmemory', '3mb');
  const connections = await openedRedis(full.url);
  const store = createRedisReportStore(connections, '{seaworthy}', readers, Date.now);
  const keeping = async () => {
    for (let number = 0; number < 40; number += 1) {
      await store.keep(SHOP, sent(`image-${number}:1`, 100_000));
    }
  };
  await expect(keeping()).rejects.toMatchObject({ name: 'QueueError', fault: 'full' });
  connections.close();
  await full.stop();
});

import { z } from 'zod';
import type { RedisClient } from '../../redis/redis-connections.ts';
import { MOST_CLAIMED } from './sweep-book.ts';
import type { SweepBook, SweepState } from './sweep-book.ts';

/**
 * `sweeps-due`: installations by the moment at which they are to be asked about. Arguments: now, again, furthest, most.
 * What is claimed is moved, so that no other process gets it.
 */
const CLAIM = `
local most = tonumber(ARGV[4])
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, most)
local far = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[3], '+inf', 'LIMIT', 0, most - #due)
for _, one in ipairs(far) do table.insert(due, one) end
for _, one in ipairs(due) do redis.call('ZADD', KEYS[1], ARGV[2], one) end
return due`;

/** Keys: `sweeps-due`, `sweeps` (states by installation), `sweeps-woken` (moments by installation). Arguments: installation, moment, state. */
const KEEP = `
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
local woken = redis.call('HGET', KEYS[3], ARGV[1]) or ARGV[2]
redis.call('ZADD', KEYS[1], math.min(tonumber(ARGV[2]), tonumber(woken)), ARGV[1])`;

/** Keys: `sweeps-due`, `sweeps-woken`. Arguments: installation, moment. */
const WAKE = `
local woken = redis.call('HGET', KEYS[2], ARGV[1]) or ARGV[2]
if tonumber(woken) < tonumber(ARGV[2]) then return end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
local before = redis.call('ZSCORE', KEYS[1], ARGV[1]) or ARGV[2]
redis.call('ZADD', KEYS[1], math.min(tonumber(before), tonumber(ARGV[2])), ARGV[1])`;

const wishesSchema = z.object({
  cron: z.string().nullable(),
  timeZone: z.string(),
  enabled: z.boolean(),
  window: z.number(),
});
const pendingSchema = z.object({ id: z.number(), owner: z.string(), repo: z.string() });
const runningSchema = z.object({
  began: z.number(),
  window: z.number(),
  isAgain: z.boolean(),
  except: z.number().nullable(),
  after: z.string().nullable(),
  isListed: z.boolean(),
  pending: z.array(pendingSchema),
  share: z.number(),
  pause: z.number(),
  repositories: z.number(),
  looks: z.number(),
});
const stateSchema = z.object({
  last: z.number(),
  wishes: wishesSchema,
  configuration: z.string(),
  running: runningSchema.nullable(),
}) satisfies z.ZodType<SweepState>;

const claimedSchema = z.array(z.coerce.number());

/** For all processes that work, and beyond their lives. */
export function createRedisSweepBook(redis: RedisClient, prefix: string): SweepBook {
  const moments = `${prefix}:sweeps-due`;
  const states = `${prefix}:sweeps`;
  const woken = `${prefix}:sweeps-woken`;
  return {
    ensure: async (installation, askAt) => {
      await redis.zadd(moments, 'NX', askAt, installation);
    },
    claim: async ({ now, again, furthest }) =>
      claimedSchema.parse(await redis.eval(CLAIM, 1, moments, now, again, furthest, MOST_CLAIMED)),
    find: async (installation) => {
      const text = await redis.hget(states, String(installation));
      return text === null ? null : (stateSchema.safeParse(JSON.parse(text)).data ?? null);
    },
    keep: async (installation, state, askAt) => {
      const words = [installation, Math.ceil(askAt), JSON.stringify(state)];
      await redis.eval(KEEP, 3, moments, states, woken, ...words);
    },
    wake: async (installation, moment) => {
      if (moment === null) await redis.hdel(woken, String(installation));
      else await redis.eval(WAKE, 2, moments, woken, installation, Math.ceil(moment));
    },
    wakes: async (installation) => {
      const text = await redis.hget(woken, String(installation));
      return text === null ? null : Number(text);
    },
    forget: async (installation) => {
      await redis.zrem(moments, installation);
      await redis.hdel(states, String(installation));
      await redis.hdel(woken, String(installation));
    },
  };
}

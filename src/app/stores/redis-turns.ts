import { z } from 'zod';
import type { Weight } from '../../github/request-pace.ts';
import type { RedisClient } from '../../redis/redis-connections.ts';
import { PATIENCE, TURN_LIMITS, pauseOf } from './request-turns.ts';
import type { RequestTurns } from './request-turns.ts';

/**
 * Below the prefix, in milliseconds of Redis's own clock: `points:ACCOUNT` and `content:ACCOUNT`, lists of the times at which the
 * last of them were or are to be spent, and `pause:ACCOUNT`, which the queue sets.
 * Arguments: account, points, content (0 or 1), patience, most points, most content, time between content.
 * Says whether the turn is taken, and in how many milliseconds it is.
 */
const TAKE = `
local prefix, account = KEYS[1], ARGV[1]
local points, content, patience = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local at = now
local of_pause = prefix .. ':pause:' .. account
local held_since, held = redis.call('GET', of_pause), redis.call('PTTL', of_pause)
if held > 0 and tonumber(held_since) <= now then return { 0, held } end
-- No turn is given so far ahead: the clock has gone back.
local function is_ahead(key)
  local last = redis.call('LINDEX', key, -1)
  return last and tonumber(last) > now + patience
end
local function not_before(key, place, length)
  local spent = redis.call('LINDEX', key, place)
  if spent then at = math.max(at, tonumber(spent) + length) end
end
local function spend(key, count, most, length)
  for _ = 1, count do redis.call('RPUSH', key, string.format('%.0f', at)) end
  redis.call('LTRIM', key, -most, -1)
  redis.call('PEXPIRE', key, at - now + length)
end
local minute, hour = 60000, 3600000
local of_points, of_content = prefix .. ':points:' .. account, prefix .. ':content:' .. account
if is_ahead(of_points) or is_ahead(of_content) then redis.call('DEL', of_points, of_content) end
local most_points, most_content = tonumber(ARGV[5]), tonumber(ARGV[6])
if points > 0 then not_before(of_points, points - most_points - 1, minute) end
if content > 0 then
  not_before(of_content, -1, tonumber(ARGV[7]))
  not_before(of_content, -most_content, hour)
end
if at - now > patience then return { 0, at - now } end
if points > 0 then spend(of_points, points, most_points, minute) end
if content > 0 then spend(of_content, 1, most_content, hour) end
return { 1, at - now }`;

const takenSchema = z.tuple([z.union([z.literal(0), z.literal(1)]), z.number()]);

/** For all processes. `sleep`: for so many milliseconds. */
export function createRedisTurns(
  redis: RedisClient,
  prefix: string,
  sleep: (milliseconds: number) => Promise<unknown>,
): RequestTurns {
  return {
    take: async (account, weight) => {
      const { points, content, betweenContent } = TURN_LIMITS;
      const limits = [PATIENCE, points, content, betweenContent];
      const answer = await redis.eval(TAKE, 1, prefix, account, ...spentBy(weight), ...limits);
      const [isTaken, wait] = takenSchema.parse(answer);
      if (isTaken === 0) throw pauseOf(wait);
      if (wait > 0) await sleep(wait);
    },
  };
}

/** Points and content. */
function spentBy(weight: Weight | null): readonly [number, number] {
  return weight === null ? [0, 0] : [weight.points, weight.isContent ? 1 : 0];
}

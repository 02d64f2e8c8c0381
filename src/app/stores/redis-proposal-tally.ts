import { z } from 'zod';
import type { RedisConnections } from '../../redis/redis-connections.ts';
import type { PastState } from '../../remediation/history.ts';
import { LONGEST_REPEAT, tallyKey } from './proposal-tally.ts';
import type { ProposalTally, RuleTally } from './proposal-tally.ts';

/**
 * `tally`: a hash of the sums, and `tally:REPOSITORY`: what one repository adds to them, as JSON of names and counts.
 * Arguments: repository, then names and counts by turns.
 */
const RECORD = `
local sums, own = KEYS[1] .. ':tally', KEYS[1] .. ':tally:' .. ARGV[1]
local before = redis.call('GET', own)
for name, count in pairs(before and cjson.decode(before) or {}) do
  if redis.call('HINCRBY', sums, name, -count) <= 0 then redis.call('HDEL', sums, name) end
end
redis.call('DEL', own)
local now = {}
for i = 2, #ARGV, 2 do
  now[ARGV[i]] = tonumber(ARGV[i + 1])
  redis.call('HINCRBY', sums, ARGV[i], ARGV[i + 1])
end
if #ARGV > 1 then redis.call('SET', own, cjson.encode(now)) end`;

const STATES: readonly PastState[] = ['open', 'merged', 'closed', 'withdrawn'];

const sumsSchema = z.record(z.string(), z.coerce.number());

/** For all processes, and beyond their lives. Whoever asks for the sums hears at once where Redis is gone. */
export function createRedisProposalTally(
  { hasty, patient }: Pick<RedisConnections, 'hasty' | 'patient'>,
  prefix: string,
): ProposalTally {
  const record = async (repository: number, tallies: readonly RuleTally[]) => {
    const words = tallies.flatMap((one) => [tallyKey(one), one.count]);
    await patient.eval(RECORD, 1, prefix, repository, ...words);
  };
  return {
    record,
    forget: (repository) => record(repository, []),
    total: async () => {
      const sums = sumsSchema.parse(await hasty.hgetall(`${prefix}:tally`));
      return Object.entries(sums).flatMap(([key, count]) => {
        const [word, rule = ''] = key.split(' ');
        const state = STATES.find((one) => one === word);
        return state === undefined ? [] : [{ rule, state, count }];
      });
    },
    isNewEnding: async (ending) => {
      const key = `${prefix}:ending:${ending}`;
      return (await hasty.set(key, 1, 'EX', LONGEST_REPEAT, 'NX')) !== null;
    },
  };
}

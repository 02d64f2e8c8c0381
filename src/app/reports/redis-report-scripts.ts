/**
 * What is kept below one prefix:
 * - `reports:OWNER/NAME`: a hash of the reports of one repository, by what they are about
 * - `reports`: a sorted set of all of them, `OWNER/NAME`, a line feed and what it is about, by the time at which it came
 * - `report-bytes`: of all of them together
 */
const SHARED = `
local prefix = KEYS[1]
local all, total = prefix .. ':reports', prefix .. ':report-bytes'
local function key_of(repository) return all .. ':' .. repository end
local function drop(repository, subject)
  local key = key_of(repository)
  redis.call('DECRBY', total, redis.call('HSTRLEN', key, subject))
  redis.call('HDEL', key, subject)
  redis.call('ZREM', all, repository .. '\\n' .. subject)
end
local function drop_member(member)
  local cut = string.find(member, '\\n', 1, true)
  drop(string.sub(member, 1, cut - 1), string.sub(member, cut + 1))
end
`;

/**
 * Makes room by the limits first, so that the newest one always stays.
 * Arguments: repository, subject, report, now, time before which all is over, most bytes, most reports, most of a repository.
 */
export const KEEP_REPORT = `${SHARED}
local repository, subject, report = ARGV[1], ARGV[2], ARGV[3]
local bytes, reports, own = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local key = key_of(repository)
drop(repository, subject)
for _, member in ipairs(redis.call('ZRANGEBYSCORE', all, '-inf', ARGV[5])) do drop_member(member) end
while redis.call('HLEN', key) >= own do
  local oldest, since
  for _, other in ipairs(redis.call('HKEYS', key)) do
    local at = tonumber(redis.call('ZSCORE', all, repository .. '\\n' .. other))
    if not since or at < since then oldest, since = other, at end
  end
  drop(repository, oldest)
end
while redis.call('ZCARD', all) > 0 and (redis.call('ZCARD', all) >= reports
    or tonumber(redis.call('GET', total) or 0) + #report > bytes) do
  drop_member(redis.call('ZRANGE', all, 0, 0)[1])
end
redis.call('HSET', key, subject, report)
redis.call('ZADD', all, ARGV[4], repository .. '\\n' .. subject)
redis.call('INCRBY', total, #report)`;

/** Argument: repository. */
export const FORGET_REPORTS = `${SHARED}
for _, subject in ipairs(redis.call('HKEYS', key_of(ARGV[1]))) do drop(ARGV[1], subject) end`;

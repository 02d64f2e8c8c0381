/**
 * What is kept in Redis, below one prefix. Times are milliseconds of Redis's own clock, so that those of the processes may differ;
 * where that clock has gone back behind the time at which something was written down, its wait is over.
 * - `waiting:REPOSITORY`: a hash of what waits for one repository, by kind and subject
 * - `repositories`: the set of repositories for which something waits; `count`: of all that waits; `depths`: a hash of the same by
 *   rank; `order`: counts up
 * - `running`: a hash of what runs, by repository; whoever runs it prolongs its lease
 * - `pause:ACCOUNT`: is there while the account is to wait, and says since when
 * - `dead`: a list of what was given up, newest first
 * - `begun`: is there unless all is new, or was lost
 */
const SHARED = `
local prefix = KEYS[1]
local function at(...) return table.concat({ prefix, ... }, ':') end
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function read(key, field)
  local text = redis.call('HGET', key, field)
  return text and cjson.decode(text)
end
local function write(key, field, entry) redis.call('HSET', key, field, cjson.encode(entry)) end

-- A lease that would last for longer than it was given for begins again.
local function read_run(repository)
  local run, longest = read(at('running'), repository), nil
  if run then longest = now() + run.lease end
  if run and run.till > longest then
    run.till = longest
    write(at('running'), repository, run)
  end
  return run
end
local function wait_of(entry)
  local time = now()
  if time < entry.written then return 0 end
  return math.max(0, entry.notBefore - time)
end

local function put(repository, field, entry)
  local key = at('waiting', repository)
  local before = read(key, field)
  entry.written = now()
  if before then
    entry.order = before.order
    entry.since = before.since
    entry.rank = math.min(entry.rank, before.rank)
    entry.notBefore = math.max(entry.notBefore, entry.written + wait_of(before))
    redis.call('HINCRBY', at('depths'), before.rank, -1)
  else
    entry.order = redis.call('INCR', at('order'))
    redis.call('INCR', at('count'))
    redis.call('SADD', at('repositories'), repository)
  end
  redis.call('HINCRBY', at('depths'), entry.rank, 1)
  write(key, field, entry)
end

-- What has come meanwhile is newer than what ran: it only has to wait as long.
local function put_back(repository, entry)
  local newer = read(at('waiting', repository), entry.field)
  if newer then
    newer.notBefore = entry.notBefore
    put(repository, entry.field, newer)
  else
    put(repository, entry.field, {
      job = entry.job, account = entry.account, rank = entry.rank,
      attempts = entry.attempts, notBefore = entry.notBefore, since = entry.since
    })
  end
end

local function bury(entry, reason)
  local dead = { job = entry.job, reason = reason, attempts = entry.attempts, at = now() }
  redis.call('LPUSH', at('dead'), cjson.encode(dead))
  redis.call('LTRIM', at('dead'), 0, 999)
end

local function pause_left(account)
  local since = redis.call('GET', at('pause', account))
  if not since or tonumber(since) > now() then return 0 end
  return math.max(0, redis.call('PTTL', at('pause', account)))
end
local function pause(account, wait)
  if wait > pause_left(account) then
    redis.call('SET', at('pause', account), string.format('%.0f', now()), 'PX', wait)
  end
end

-- What is to run next for a repository, or else in how many milliseconds, and at which rank.
local function next_of(repository)
  local ready, field, wait, rank = nil, nil, nil, nil
  local entries = redis.call('HGETALL', at('waiting', repository))
  for i = 1, #entries, 2 do
    local entry = cjson.decode(entries[i + 1])
    local left = math.max(wait_of(entry), pause_left(entry.account))
    local sooner = not ready or entry.rank < ready.rank
      or (entry.rank == ready.rank and entry.order < ready.order)
    if left == 0 and sooner then ready, field = entry, entries[i] end
    if not wait or left < wait or (left == wait and entry.rank < rank) then
      wait, rank = left, entry.rank
    end
  end
  return ready, field, wait, rank
end
-- While one runs, nothing else is due; if its process has died, all of it is.
local function due(repository)
  local run = read_run(repository)
  if run then return { math.max(0, run.till - now()), run.rank } end
  local _, _, wait, rank = next_of(repository)
  return wait and { wait, rank }
end
`;

/** Arguments: repository, field, account, rank, job. */
export const PUT = `${SHARED}
local repository = ARGV[1]
put(repository, ARGV[2], {
  account = ARGV[3], rank = tonumber(ARGV[4]), job = ARGV[5], attempts = 0, notBefore = 0, since = now()
})
return due(repository)`;

/** The same, and only where nothing is known of any job. */
export const PUT_AFTER_LOSS = `${SHARED}
if redis.call('EXISTS', at('begun')) == 1 then return false end
put(ARGV[1], ARGV[2], {
  account = ARGV[3], rank = tonumber(ARGV[4]), job = ARGV[5], attempts = 0, notBefore = 0, since = now()
})
redis.call('SET', at('begun'), now())
return due(ARGV[1])`;

/** In how many milliseconds something is to be done for a repository, and at which rank; nothing where nothing waits. Argument: repository. */
export const DUE = `${SHARED}
return due(ARGV[1])`;

/**
 * Takes what is to run next; nothing where another process still runs something for that repository, or nothing is due yet.
 * Arguments: repository, token, lease, most attempts.
 */
export const BEGIN = `${SHARED}
local repository, token, lease, most = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local before = read_run(repository)
-- A connection that broke before the answer came asks once more.
if before and before.token == token then return cjson.encode(before) end
if before and before.till > now() then return false end
if before then
  before.notBefore = 0
  if before.attempts < most then put_back(repository, before)
  else bury(before, 'the process that ran it ended') end
  redis.call('HDEL', at('running'), repository)
end
local entry, field = next_of(repository)
if not entry then return false end
local run = {
  token = token, till = now() + lease, lease = lease, field = field, job = entry.job,
  account = entry.account, rank = entry.rank, attempts = entry.attempts + 1, since = entry.since
}
write(at('running'), repository, run)
redis.call('HDEL', at('waiting', repository), field)
redis.call('DECR', at('count'))
redis.call('HINCRBY', at('depths'), entry.rank, -1)
if redis.call('EXISTS', at('waiting', repository)) == 0 then
  redis.call('SREM', at('repositories'), repository)
end
return cjson.encode(run)`;

/** Arguments: lease, then of each that this process runs the repository and what BEGIN said. What was lost is known again. */
export const RENEW = `${SHARED}
for i = 2, #ARGV, 2 do
  local known, mine = read(at('running'), ARGV[i]), cjson.decode(ARGV[i + 1])
  if not known or known.token == mine.token then
    mine.lease = tonumber(ARGV[1])
    mine.till = now() + mine.lease
    write(at('running'), ARGV[i], mine)
  end
end`;

/** Arguments: repository, token, outcome (done, again, back, dead), wait, pause (0 for none), reason. */
export const END = `${SHARED}
local repository, outcome, held = ARGV[1], ARGV[3], tonumber(ARGV[5])
local run = read(at('running'), repository)
if not run or run.token ~= ARGV[2] then return end
if held > 0 then pause(run.account, held) end
if outcome == 'again' then
  run.notBefore = now() + tonumber(ARGV[4])
  put_back(repository, run)
elseif outcome == 'back' then
  run.notBefore = 0
  run.attempts = run.attempts - 1
  put_back(repository, run)
elseif outcome == 'dead' then
  bury(run, ARGV[6])
end
redis.call('HDEL', at('running'), repository)`;

/** Arguments: account, milliseconds. */
export const PAUSE = `${SHARED}
pause(ARGV[1], tonumber(ARGV[2]))`;

/**
 * Repositories for which something waits though no ticket would bring it. Arguments: the key of delayed tickets, then of each
 * repository itself, the key of its ticket, and the ticket's id.
 */
export const STRAY = `${SHARED}
local found = {}
for i = 2, #ARGV, 3 do
  local has_ticket = redis.call('EXISTS', ARGV[i + 1]) == 1
  local is_late = has_ticket and redis.call('ZSCORE', ARGV[1], ARGV[i + 2])
    and (due(ARGV[i]) or { 1 })[1] == 0
  if not has_ticket or is_late then table.insert(found, ARGV[i]) end
end
return found`;

export const COUNTS = `${SHARED}
return { tonumber(redis.call('GET', at('count')) or 0), redis.call('HLEN', at('running')),
  redis.call('LLEN', at('dead')) }`;

const LISTED = `${SHARED}
local listed = {}
local function list(entry, wait)
  table.insert(listed, cjson.encode({
    job = entry.job, rank = entry.rank, attempts = entry.attempts,
    since = entry.since or now(), wait = wait
  }))
end
`;

/** Argument: of how many repositories about. */
export const LIST_WAITING = `${LISTED}
local cursor, seen = '0', 0
repeat
  local page = redis.call('SSCAN', at('repositories'), cursor, 'COUNT', ARGV[1])
  cursor = page[1]
  for _, repository in ipairs(page[2]) do
    for _, text in ipairs(redis.call('HVALS', at('waiting', repository))) do
      local entry = cjson.decode(text)
      list(entry, math.max(0, entry.notBefore - now(), pause_left(entry.account)))
    end
  end
  seen = seen + #page[2]
until cursor == '0' or seen >= tonumber(ARGV[1])
return listed`;

export const LIST_RUNNING = `${LISTED}
for _, text in ipairs(redis.call('HVALS', at('running'))) do list(cjson.decode(text), 0) end
return listed`;

export const DEPTHS = `${SHARED}
local depths = {}
for rank = 0, 3 do
  depths[rank + 1] = math.max(0, tonumber(redis.call('HGET', at('depths'), rank) or 0))
end
return depths`;

export const DEAD = `${SHARED}
return redis.call('LRANGE', at('dead'), 0, -1)`;

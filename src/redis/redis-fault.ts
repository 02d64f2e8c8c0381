/** What the commands of BullMQ need: https://docs.bullmq.io/guide/redis-tm-compatibility */
const OLDEST = [6, 2] as const;

/** The words that begin such an answer: https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/ */
const REFUSALS = ['WRONGPASS', 'NOAUTH', 'NOPERM'];

/** Whether another name or password is needed. */
export function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return false;
  // Before version 6 there was no word of its own for it.
  return REFUSALS.includes(error.message.split(' ')[0] ?? '') || isOldRefusal(error);
}

function isOldRefusal({ message }: Error): boolean {
  return /^ERR (?:invalid password|.*without any password configured)/.test(message);
}

/** Why Redis is not to keep jobs, by its own account (`INFO`); null where it may. */
export function faultOf(account: string): string | null {
  const version = fieldOf(account, 'redis_version');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    return `Redis ${version} is too old: ${OLDEST.join('.')} is needed`;
  }
  const policy = fieldOf(account, 'maxmemory_policy');
  // https://docs.bullmq.io/guide/going-to-production#max-memory-policy
  if (policy === '' || policy === 'noeviction') return null;
  return `Redis may throw jobs away: set \`maxmemory-policy\` to \`noeviction\` instead of \`${policy}\``;
}

function fieldOf(account: string, name: string): string {
  const line = account.split(/\r?\n/).find((one) => one.startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim() ?? '';
}

import { hasLimits, RequestPace } from '../../github/request-pace.ts';
import { UsageError } from '../exit.ts';
import { steadyNow } from './steady-clock.ts';

type Environment = Readonly<Partial<Record<string, string>>>;

/** Fewer would not list the repositories in an hour. */
const FEWEST = 10;

/**
 * The pace for the host of an API: GitHub's on its own hosts, and on an enterprise server that of
 * SEAWORTHY_POINTS_PER_MINUTE, or none. Throws `UsageError`.
 */
export function openPace(
  env: Environment,
  host: string,
  pause: (milliseconds: number) => Promise<void>,
): RequestPace | undefined {
  if (hasLimits(host)) return new RequestPace(steadyNow, pause);
  const { SEAWORTHY_POINTS_PER_MINUTE: text = '' } = env;
  if (text === '') return undefined;
  const points = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (points >= FEWEST) return new RequestPace(steadyNow, pause, points);
  throw new UsageError(`SEAWORTHY_POINTS_PER_MINUTE is a whole number from ${FEWEST} on`);
}

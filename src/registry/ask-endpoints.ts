import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';

/**
 * Asks one place after the other until one answers. Any failure of a mirror leads on to the next; the
 * last place's failure counts, and names the others.
 */
export async function askEndpoints<Value>(
  endpoints: readonly Endpoint[],
  ask: (endpoint: Endpoint) => Promise<Value>,
): Promise<Value> {
  const failures: ExternalError[] = [];
  for (const endpoint of endpoints) {
    try {
      return await ask(endpoint);
    } catch (error) {
      if (!(error instanceof ExternalError)) throw error;
      failures.push(error);
    }
  }
  const last = failures.at(-1);
  if (last === undefined) {
    throw new ExternalError('unavailable', 'the settings of registries name no place to ask');
  }
  if (failures.length === 1) throw last;
  const others = failures.slice(0, -1).map(({ message }) => message);
  throw new ExternalError(last.reason, `${last.message} (before it: ${others.join('; ')})`, {
    cause: last,
  });
}

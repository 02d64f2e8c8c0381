import type { Attempt } from './attempt.ts';
import type { Authorization, Authorizer } from './authorizer.ts';
import { parseChallenges } from './challenge.ts';
import type { Endpoint } from './endpoint.ts';
import { ExternalError } from '../http/external-error.ts';
import type { Errand } from './question.ts';

/** Asks with what the endpoint wanted before, and once more with what it wants now. */
export async function askAuthorized<Value>(
  errand: Errand<Value>,
  attempt: Attempt,
  authorizer: Authorizer,
): Promise<Value> {
  const { endpoint, question, signal } = errand;
  const isAuthorized = question.isAuthorized !== false;
  const known = isAuthorized ? await authorizer.known(endpoint, signal) : null;
  const first = await attempt(errand, known);
  if ('value' in first) return first.value;
  if (!isAuthorized) throw refusal(endpoint, null);
  const challenges = parseChallenges(first.challenges);
  const next = await authorizer.answer(endpoint, challenges, known, signal);
  if (next === null || next.header === known?.header) throw refusal(endpoint, known);
  const second = await attempt(errand, next);
  if ('value' in second) return second.value;
  throw refusal(endpoint, next);
}

function refusal({ host, quirk }: Endpoint, sent: Authorization | null): ExternalError {
  const problem =
    sent?.hasCredential === true
      ? 'does not accept the credentials, or does not have it'
      : 'wants credentials, or does not have it';
  const hint = quirk?.loginHint ?? `log in with \`docker login ${host}\``;
  return new ExternalError('unauthorized', `${host} ${problem}; ${hint}`);
}

import type { RegistryOptions } from './options.ts';
import { requestToken } from './token-server.ts';
import type { Token, TokenQuestion } from './token-server.ts';
import type { Transport } from './transport.ts';

/** Repositories times scopes; past so many tokens the oldest go. */
const MOST_TOKENS = 10_000;

/** Tokens by token server, service, scope and credential, until they run out. */
export interface TokenCache {
  /** The value of `Authorization`; another one than `refused`. Equal questions at once are one request. */
  readonly header: (
    question: TokenQuestion,
    refused: string | null,
    signal: AbortSignal,
  ) => Promise<string>;
}

export function createTokenCache(
  transport: Transport,
  { settings, now }: Pick<RegistryOptions, 'settings' | 'now'>,
): TokenCache {
  const tokens = new Map<string, Promise<Token>>();

  async function start(question: TokenQuestion, signal: AbortSignal): Promise<Token> {
    const key = keyOf(question);
    const circumstances = { timeout: settings.timeouts.request, signal, now };
    const pending = requestToken(transport, question, circumstances);
    tokens.delete(key);
    tokens.set(key, pending);
    forgetOldest(tokens);
    try {
      return await pending;
    } catch (error) {
      if (tokens.get(key) === pending) tokens.delete(key);
      throw error;
    }
  }

  return {
    header: async (question, refused, signal) => {
      const key = keyOf(question);
      const held = tokens.get(key);
      const token = await held;
      if (token !== undefined && token.goodUntil > now() && bearer(token) !== refused) {
        return bearer(token);
      }
      // Somebody else may have asked anew while we waited.
      const current = tokens.get(key);
      const isNew = current !== undefined && current !== held;
      return bearer(await (isNew ? current : start(question, signal)));
    },
  };
}

function bearer({ text }: Token): string {
  return `Bearer ${text}`;
}

/** Credentials of different repositories of a host differ, and so do their tokens. */
function keyOf({ realm, service, scope, credential }: TokenQuestion): string {
  return JSON.stringify([realm.href, service, scope, credential]);
}

function forgetOldest(tokens: Map<string, unknown>): void {
  for (const key of tokens.keys()) {
    if (tokens.size <= MOST_TOKENS) return;
    tokens.delete(key);
  }
}

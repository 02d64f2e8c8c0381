import { createHmac } from 'node:crypto';
import { isSameText } from './reports/shared-secret.ts';

/** Milliseconds for which a secret that was replaced still holds: somebody changes it on GitHub sooner or later than here. */
const OVERLAP = 60 * 60 * 1000;

/** The secrets with which GitHub may have signed an event. */
export interface WebhookSecrets {
  readonly replace: (secret: string) => void;
  /** `signature`: `sha256=` and hexadecimal digits (https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries). */
  readonly isSigned: (body: Uint8Array, signature: string) => boolean;
}

/** `now`: milliseconds of a clock that nobody sets. */
export function createWebhookSecrets(secret: string, now: () => number): WebhookSecrets {
  let current = secret;
  let former: { readonly secret: string; readonly until: number } | null = null;
  return {
    replace: (newer) => {
      if (newer === current) return;
      former = { secret: current, until: now() + OVERLAP };
      current = newer;
    },
    isSigned: (body, signature) => {
      const isBy = (one: string) => {
        const hmac = createHmac('sha256', one).update(body);
        return isSameText(signature, `sha256=${hmac.digest('hex')}`);
      };
      return isBy(current) || (former !== null && former.until > now() && isBy(former.secret));
    },
  };
}

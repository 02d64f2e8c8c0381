import { ownField, ownText } from './own-field.ts';

/**
 * Alerts in what GitHub's REST API and webhooks give: a list, one alert, or the payload of an event
 * (https://docs.github.com/en/webhooks/webhook-events-and-payloads).
 */
export function alertsIn(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  const alert = ownField(document, 'alert');
  return [alert === undefined ? document : alert];
}

/** `owner/name` of the repository of an alert, read from its address; null when it is no such address. */
export function alertRepository(address: string | null | undefined): string | null {
  return (
    /^https:\/\/[^/]+\/([^/]{1,100}\/[^/]{1,100})\/security\//.exec(address ?? '')?.[1] ?? null
  );
}

/** Of an event's payload; null for lists and single alerts. */
export function payloadRepository(document: unknown): string | null {
  return ownText(ownField(document, 'repository'), 'full_name');
}

/** Why a dismissed alert no longer counts; null for one that is open. `None` is what scripts in Python print. */
export function dismissalOf(
  state: string | null | undefined,
  reason: string | null | undefined,
  comment: string | null | undefined,
): string | null {
  if (!/^(?:auto_)?dismiss(?:ed)?$/i.test(state ?? '')) return null;
  const words = [reason, comment].filter((word) => (word ?? '') !== '' && word !== 'None');
  return words.length === 0 ? 'dismissed on GitHub' : `dismissed on GitHub: ${words.join(': ')}`;
}

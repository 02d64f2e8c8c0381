import { createHmac, randomUUID } from 'node:crypto';
import type { Json } from './model.ts';
import type { World } from './world.ts';

export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`; a repeated delivery has the one of the first. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly payload: Json;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly deliveredAt: string;
  readonly redelivery: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** Null while there is no answer; 0 where there was none in ten seconds, or no connection. */
  statusCode: number | null;
  responseBody: string;
  /** Milliseconds. */
  duration: number;
}

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** GitHub gives up on an answer after ten seconds ("Best practices for using webhooks"). */
const TIMEOUT_MS = 10_000;

/** Sends events to the app, signed, and lets a test withhold, repeat and reorder them. */
export class Webhooks {
  /** Everything that was sent, oldest first. */
  readonly deliveries: Delivery[] = [];
  /** Events that wait for `release` because of `hold`, oldest first. */
  readonly held: Delivery[] = [];
  #target: WebhookTarget | null = null;
  #isHolding = false;
  readonly #world: World;
  readonly #enterpriseHost: string | null;
  readonly #underway = new Set<Promise<void>>();

  constructor(world: World, enterpriseHost: string | null) {
    this.#world = world;
    this.#enterpriseHost = enterpriseHost;
  }

  /** Where to send events from now on; null for nowhere. */
  sendTo(target: WebhookTarget | null): void {
    this.#target = target;
  }

  /** Keeps events back until `release`. */
  hold(): void {
    this.#isHolding = true;
  }

  /** Sends what was held in the order given (indices into `held`), or as it happened, and holds no more. */
  async release(order?: readonly number[]): Promise<void> {
    this.#isHolding = false;
    const held = this.held.splice(0);
    const chosen = order ?? held.keys();
    for (const index of chosen) {
      const delivery = held[index];
      if (delivery === undefined) throw new Error(`No event is held at ${index}`);
      await this.#send(delivery);
    }
  }

  /** The same event once more, with the same guid, as "Redeliver" does. */
  async repeat(delivery: Delivery): Promise<Delivery> {
    const again: Delivery = {
      ...delivery,
      id: this.#world.nextId(),
      redelivery: true,
      deliveredAt: this.#world.now(),
      statusCode: null,
    };
    await this.#send(again);
    return again;
  }

  /** Resolves when every event that was sent has been answered. */
  async settled(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway);
  }

  /** Queues an event about an installation's repository, or about the installation itself. */
  send(event: string, payload: Json, ids: EventIds): void {
    const body = JSON.stringify(payload);
    const action = payload['action'];
    const guid = randomUUID();
    const delivery: Delivery = {
      id: this.#world.nextId(),
      guid,
      event,
      action: typeof action === 'string' ? action : null,
      payload,
      ...ids,
      deliveredAt: this.#world.now(),
      redelivery: false,
      headers: {
        ...headersOf(this.#world, event, guid, body, this.#target?.secret ?? ''),
        ...enterpriseHeaders(this.#enterpriseHost),
      },
      statusCode: null,
      responseBody: '',
      duration: 0,
    };
    if (this.#isHolding) this.held.push(delivery);
    else void this.#send(delivery);
  }

  #send(delivery: Delivery): Promise<void> {
    this.deliveries.push(delivery);
    const sending = this.#post(delivery).finally(() => this.#underway.delete(sending));
    this.#underway.add(sending);
    return sending;
  }

  async #post(delivery: Delivery): Promise<void> {
    if (this.#target === null) return;
    const started = performance.now();
    try {
      const response = await fetch(this.#target.url, {
        method: 'POST',
        headers: { ...delivery.headers },
        body: JSON.stringify(delivery.payload),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      delivery.responseBody = await response.text();
      delivery.statusCode = response.status;
    } catch {
      delivery.statusCode = 0;
    }
    delivery.duration = performance.now() - started;
  }
}

export interface EventIds {
  readonly installationId: number | null;
  readonly repositoryId: number | null;
}

/** "Webhook events and payloads", "Delivery headers". */
function headersOf(
  { app }: World,
  event: string,
  guid: string,
  body: string,
  secret: string,
): Readonly<Record<string, string>> {
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  return {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/0000000',
    'x-github-hook-id': '1',
    'x-github-event': event,
    'x-github-delivery': guid,
    'x-github-hook-installation-target-type': 'integration',
    'x-github-hook-installation-target-id': String(app.id),
    'x-hub-signature-256': `sha256=${digest}`,
  };
}

/** Enterprise servers tell who they are ("Webhook events and payloads" of GitHub Enterprise Server, "Delivery headers"). */
function enterpriseHeaders(host: string | null): Readonly<Record<string, string>> {
  if (host === null) return {};
  return { 'x-github-enterprise-host': host, 'x-github-enterprise-version': '3.20.0' };
}

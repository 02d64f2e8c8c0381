import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Probot } from 'probot';
import { QueueError } from '../jobs/queue-error.ts';
import { answer, headerOf } from './app-server.ts';
import type { Endpoint } from './app-server.ts';
import { withLogFields } from './observe/log-fields.ts';
import type { Log } from './observe/log.ts';
import { readBody } from './read-body.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

/** GitHub sends nothing larger: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const LARGEST_PAYLOAD = 25 * 1024 * 1024;

/** Probot's registration page tells GitHub the root of the address. */
const REGISTERED_PATH = '/';

type Payload = Parameters<Probot['receive']>[0];

interface WebhookOptions {
  readonly path: string;
  readonly secrets: Pick<WebhookSecrets, 'isSigned'>;
  readonly log: Log;
}

/** Takes events of GitHub: checks the signature, lets Probot tell them on, and answers at once. */
export function webhookEndpoint(
  probot: () => Probot,
  { path, secrets, log }: WebhookOptions,
): Endpoint {
  return {
    name: 'webhooks',
    method: 'POST',
    isAt: (asked) => asked === path || asked === REGISTERED_PATH,
    listen: (request, response) => {
      receive(probot, request, response, { secrets, log }).catch((error: unknown) => {
        const delivery = headerOf(request, 'x-github-delivery');
        log.error({ err: error, delivery }, 'event not taken');
        // GitHub keeps the event, so that it can be sent again.
        const isQueue = isOfQueue(error);
        answer(response, isQueue ? 503 : 500, 'the event could not be taken');
      });
    },
  };
}

/** Probot gathers what goes wrong with an event. */
function isOfQueue(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOfQueue);
  return error instanceof QueueError || (error instanceof Error && isOfQueue(error.cause));
}

async function receive(
  probot: () => Probot,
  request: IncomingMessage,
  response: ServerResponse,
  { secrets, log }: Pick<WebhookOptions, 'secrets' | 'log'>,
): Promise<void> {
  const name = headerOf(request, 'x-github-event');
  const id = headerOf(request, 'x-github-delivery');
  const signature = headerOf(request, 'x-hub-signature-256');
  const body = await readBody(request, LARGEST_PAYLOAD);
  if (body === null) {
    answer(response, 413, 'the event is too large');
    request.destroy();
    return;
  }
  if (!secrets.isSigned(body, signature)) {
    log.warn({ delivery: id, event: name }, 'signature does not match; compare WEBHOOK_SECRET');
    answer(response, 400, 'the signature does not match');
    return;
  }
  const payload = parse(body.toString('utf8'));
  if (name === '' || id === '' || payload === null) {
    answer(response, 400, 'this is no event of GitHub');
    return;
  }
  // Who signed it knows our secret: the fields that are used are read by a schema.
  await withLogFields({ delivery: id, event: name }, () =>
    probot().receive({ id, name, payload } as Payload),
  );
  answer(response, 202, 'taken');
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    // What is no JSON is answered as what is no event.
    return null;
  }
}

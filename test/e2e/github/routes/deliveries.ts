import { found, notFound } from '../answer.ts';
import { cursorAnswer } from '../paging.ts';
import { route } from '../route.ts';
import type { AnyRoute, Call } from '../route.ts';
import type { Delivery } from '../webhooks.ts';

/** REST, "Webhooks for a GitHub App". */
export const deliveryRoutes: readonly AnyRoute[] = [
  route('GET /app/hook/deliveries', 'app', (call) => {
    // What had nowhere to go, or is still on its way, is no delivery yet.
    const ended = call.deeds.webhooks.deliveries.filter(({ statusCode }) => statusCode !== null);
    const newestFirst = ended.toReversed();
    return cursorAnswer(call, newestFirst.map(printDelivery), 'cursor');
  }),
  route('GET /app/hook/deliveries/{delivery_id}', 'app', (call) => {
    const delivery = deliveryOf(call);
    return found({
      ...printDelivery(delivery),
      url: '',
      request: { headers: delivery.headers, payload: delivery.payload },
      response: { headers: {}, payload: delivery.responseBody },
    });
  }),
  route('POST /app/hook/deliveries/{delivery_id}/attempts', 'app', async (call) => {
    await call.deeds.webhooks.repeat(deliveryOf(call));
    return { status: 202, body: {} };
  }),
];

function deliveryOf({ deeds, params }: Call): Delivery {
  const id = Number(params['delivery_id']);
  const delivery = deeds.webhooks.deliveries.find((one) => one.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}

function printDelivery(delivery: Delivery) {
  const { statusCode } = delivery;
  const isFine = statusCode !== null && statusCode >= 200 && statusCode < 300;
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration / 1000,
    status: isFine ? 'OK' : 'Invalid HTTP Response',
    status_code: statusCode ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

import { expect, onTestFinished, test, vi } from 'vitest';
import { startRedis } from '../redis/real-redis.ts';
import { startGitHubHost } from './github/host.ts';
import { startBuiltApp } from './running-app.ts';
import { startTraceReceiver } from './trace-receiver.ts';

const UNTIDY = 'FROM debian:12\nENV NODE_ENV production\nUSER node\n';

/** As the protocol numbers them. */
const SERVER = 2;
const CLIENT = 3;
const CONSUMER = 5;
const ERROR = 2;

test('a trace goes from an event through the job in another process to its requests', async () => {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  host.addOrganization('acme');
  host.addRepository('acme/shop', { files: { Dockerfile: UNTIDY } });
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const receiver = await startTraceReceiver();
  const environment = (instance: string) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20b2YgdGhlIG9wZXJhdG9y',
    OTEL_RESOURCE_ATTRIBUTES: `service.instance.id=${instance}`,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  const redisUrl = redis.url;
  const web = await startBuiltApp(host, { half: '--web', redisUrl, environment: environment('w') });
  const worker = await startBuiltApp(host, {
    half: '--worker',
    redisUrl,
    environment: environment('k'),
  });
  host.admin.install('acme', 'ann');
  await web.idle();
  const isAbove = (id: string) =>
    receiver.spans.some(({ name, parentSpanId }) => name === 'process look' && parentSpanId === id);
  const { span, all } = await vi.waitFor(() => {
    const span = receiver.spans.find(
      ({ name, spanId }) => name === 'POST webhooks' && isAbove(spanId),
    );
    if (span === undefined) throw new Error('Nothing came of the event');
    return { span, all: receiver.spans.filter(({ traceId }) => traceId === span.traceId) };
  }, 20_000);
  expect(span).toMatchObject({
    kind: SERVER,
    attributes: {
      'http.request.method': 'POST',
      'url.path': '/api/github/webhooks',
      'http.response.status_code': 202,
    },
    resource: { 'service.name': 'seaworthy', 'service.instance.id': 'w' },
  });
  const look = all.find(({ name }) => name === 'process look');
  expect(look).toMatchObject({
    kind: CONSUMER,
    parentSpanId: span.spanId,
    attributes: {
      'messaging.operation.type': 'process',
      'messaging.message.id': host.webhooks.deliveries.find(({ event }) => event === 'installation')
        ?.guid,
      'seaworthy.repository': 'acme/shop',
      'seaworthy.job.attempt': 1,
    },
    resource: { 'service.instance.id': 'k' },
  });
  const requests = all.filter(({ parentSpanId }) => parentSpanId === look?.spanId);
  expect(requests.find(({ name }) => name === 'POST /repos/{owner}/{repo}/pulls')).toMatchObject({
    kind: CLIENT,
    attributes: {
      'http.request.method': 'POST',
      'url.full': `${host.apiUrl}/repos/acme/shop/pulls`,
      'server.address': '127.0.0.1',
      'http.response.status_code': 201,
    },
  });
  // No registry can be reached in the test, which is a trace of its own worth.
  const toRegistry = requests.find(({ name, attributes }) => {
    return name === 'GET' && attributes['server.address'] === 'registry-1.docker.io';
  });
  expect(toRegistry).toMatchObject({
    kind: CLIENT,
    status: { code: ERROR },
    attributes: { 'error.type': 'no answer' },
  });
  const line = worker.log.find((one) => one.includes('"msg":"job done"') && one.includes('shop'));
  expect(line).toContain(`"trace_id":"${span.traceId}"`);
  expect(receiver.text()).not.toMatch(/ghs_|PRIVATE KEY|a secret of both/);
}, 60_000);

test('where nobody takes the traces, the log says so, and the work goes on', async () => {
  const host = await startGitHubHost();
  onTestFinished(() => host.stop());
  const app = await startBuiltApp(host, {
    environment: {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:1/v1/traces',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_BSP_EXPORT_TIMEOUT: '500',
    },
  });
  await vi.waitFor(() => {
    expect(app.log.join('\n')).toContain('"msg":"traces cannot be sent"');
  }, 20_000);
  expect(await app.counts()).toMatchObject({ dead: 0 });
  expect(await app.stop()).toBe(0);
}, 40_000);

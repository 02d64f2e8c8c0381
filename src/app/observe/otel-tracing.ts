import { setTimeout as sleep } from 'node:timers/promises';
import {
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  context,
  diag,
  propagation,
  trace,
} from '@opentelemetry/api';
import type { Span, Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { listenToRequests } from '../../http/request-channel.ts';
import type { ToldRequest } from '../../http/request-channel.ts';
import { withLogFields } from './log-fields.ts';
import type { Log } from './log.ts';
import type { SpanStart, TellMore, Tracing } from './tracing.ts';

const KINDS = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, client: SpanKind.CLIENT };

/** Milliseconds for what is left at the end. */
const LONGEST_END = 3_000;

/** Sends traces by OTLP over HTTP, to where the variables of OpenTelemetry say. */
export function openOtelTracing(version: string, log: Log): Tracing {
  const tell = (message: string) => {
    log.warn({ said: message }, 'traces cannot be sent');
  };
  const nothing = () => undefined;
  const logger = { error: tell, warn: tell, info: nothing, debug: nothing, verbose: nothing };
  diag.setLogger(logger, DiagLogLevel.WARN);
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'seaworthy', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = provider.getTracer('seaworthy', version);
  const endRequests = traceRequests(tracer);
  return {
    span: (start, run) => inSpan(tracer, start, run),
    current: () => {
      const carrier: Record<string, string> = {};
      propagation.inject(context.active(), carrier);
      return carrier['traceparent'] ?? null;
    },
    close: async () => {
      endRequests();
      // Who takes no traces is not waited for.
      await Promise.race([provider.shutdown().catch(nothing), sleep(LONGEST_END)]);
    },
  };
}

async function inSpan<Result>(
  tracer: Tracer,
  { name, kind, attributes, parent }: SpanStart,
  run: (more: TellMore) => Promise<Result>,
): Promise<Result> {
  const above =
    parent === undefined
      ? context.active()
      : propagation.extract(ROOT_CONTEXT, { traceparent: parent });
  const span = tracer.startSpan(name, { kind: KINDS[kind], attributes }, above);
  const fields = { trace_id: span.spanContext().traceId };
  try {
    return await context.with(trace.setSpan(above, span), () =>
      withLogFields(fields, () => run((more) => span.setAttributes(more))),
    );
  } catch (error) {
    // Its words are in the log, without what is secret in them.
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** Requests to registries and to the web are told by those who make them. */
function traceRequests(tracer: Tracer): () => void {
  const spans = new WeakMap<ToldRequest, Span>();
  return listenToRequests({
    begin: (request) => {
      const { hostname, port } = new URL(request.address);
      const attributes = {
        'http.request.method': request.method,
        'url.full': request.address,
        'server.address': hostname,
        ...(port === '' ? {} : { 'server.port': Number(port) }),
      };
      spans.set(request, tracer.startSpan(request.method, { kind: SpanKind.CLIENT, attributes }));
    },
    end: (request) => {
      const span = spans.get(request);
      const { status } = request;
      if (status === null) span?.setAttribute('error.type', 'no answer');
      else span?.setAttribute('http.response.status_code', status);
      if (status === null || status >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    },
  });
}

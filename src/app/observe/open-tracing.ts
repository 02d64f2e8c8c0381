import type { Log } from './log.ts';
import { NO_TRACING } from './tracing.ts';
import type { Tracing } from './tracing.ts';

type Environment = Readonly<Partial<Record<string, string>>>;

/** The variables of OpenTelemetry: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
const ENDPOINTS = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
const HEADERS = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_TRACES_HEADERS'];

/** Traces where the environment names who takes them; without one nothing of OpenTelemetry is even loaded. */
export async function openTracing(
  environment: Environment,
  version: string,
  log: Log,
): Promise<Tracing> {
  const isAsked = ENDPOINTS.some((name) => (environment[name] ?? '') !== '');
  const isOff = environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true';
  if (!isAsked || isOff) return NO_TRACING;
  const { openOtelTracing } = await import('./otel-tracing.ts');
  return openOtelTracing(version, log);
}

/** What the environment sends along, credentials as a rule: `authorization=Basic%20…,x-team=sea`. */
export function tracingSecrets(environment: Environment): readonly string[] {
  const pairs = HEADERS.flatMap((name) => (environment[name] ?? '').split(','));
  return pairs.map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
}

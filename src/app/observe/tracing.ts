/** One thing that the app does, as traces tell it. */
export interface SpanStart {
  readonly name: string;
  readonly kind: 'server' | 'consumer' | 'client';
  /** By the names of https://opentelemetry.io/docs/specs/semconv/ */
  readonly attributes: SpanAttributes;
  /** What asked for it, as `current` said in whatever process; where it is not given, what runs now. */
  readonly parent?: string;
}

export type SpanAttributes = Readonly<Record<string, string | number>>;

/** What is known at the end only. */
export type TellMore = (attributes: SpanAttributes) => void;

/** Traces of OpenTelemetry, if somebody wants them. */
export interface Tracing {
  /** Whatever `run` does is part of it; one that throws has failed. */
  readonly span: <Result>(
    start: SpanStart,
    run: (more: TellMore) => Promise<Result>,
  ) => Promise<Result>;
  /** What runs now, as a `traceparent` (https://www.w3.org/TR/trace-context/#traceparent-header); null where nothing is traced. */
  readonly current: () => string | null;
  /** Sends what is left. */
  readonly close: () => Promise<void>;
}

/** Nobody asked for any. */
export const NO_TRACING: Tracing = {
  span: (_, run) => run(() => undefined),
  current: () => null,
  close: () => Promise.resolve(),
};

export interface Answer {
  readonly status: number;
  /** Undefined for an empty body, bytes for anything that is not JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One entry of `errors` in a 422 (REST, "Validation failed"). */
export interface FieldError {
  readonly resource?: string;
  readonly field?: string;
  readonly code?: string;
  readonly message?: string;
  readonly value?: unknown;
}

/** Thrown by routes to leave with an error answer, from however deep they are. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer, message: string) {
    super(message);
    this.answer = answer;
  }
}

const DOCUMENTATION = 'https://docs.github.com/rest';

/** An answer with GitHub's error body: message, documentation_url, status as text. */
export function refusal(status: number, message: string, more: object = {}): Refusal {
  const body = { message, ...more, documentation_url: DOCUMENTATION, status: String(status) };
  return new Refusal({ status, body }, `${status} ${message}`);
}

export function notFound(): Refusal {
  return refusal(404, 'Not Found');
}

export function invalid(...errors: readonly FieldError[]): Refusal {
  return refusal(422, 'Validation Failed', { errors });
}

/** What GitHub says to a body that lacks a field which the description of the API requires. */
export function notSupplied(field: string): Refusal {
  return refusal(422, `Invalid request.\n\n"${field}" wasn't supplied.`);
}

export function notOfType(value: unknown, type: string): Refusal {
  return refusal(
    422,
    `Invalid request.\n\nFor 'properties', ${JSON.stringify(value)} is not ${type}.`,
  );
}

export function notAccessible(): Refusal {
  return refusal(403, 'Resource not accessible by integration');
}

export function found(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers };
}

export function created(body: unknown): Answer {
  const url = isObject(body) && typeof body['url'] === 'string' ? body['url'] : null;
  return { status: 201, body, ...(url === null ? {} : { headers: { location: url } }) };
}

export const NO_CONTENT: Answer = { status: 204 };

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

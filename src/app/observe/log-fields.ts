import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line has that is written on behalf of a request, a delivery or a job. */
export type LogFields = Readonly<Record<string, unknown>>;

const fields = new AsyncLocalStorage<LogFields>();

/** Whatever is logged by `run`, and by what it starts, has these fields, too. */
export function withLogFields<Result>(more: LogFields, run: () => Result): Result {
  return fields.run({ ...fields.getStore(), ...more }, run);
}

export function logFields(): LogFields {
  return fields.getStore() ?? {};
}

import { complain } from './terminal.ts';

/** What a command says beside its result, on standard error. */
export interface Complaints {
  /** Clauses; for errors the exit code is 2. */
  readonly messages: readonly string[];
  /** What only a person can settle, each in lines; the exit code is 2. */
  readonly questions: readonly (readonly string[])[];
}

export function printComplaints({ messages, questions }: Complaints): void {
  for (const message of messages) complain(`seaworthy: ${message}`);
  for (const [first = '', ...more] of questions) complain(`seaworthy: ${first}`, ...more);
}

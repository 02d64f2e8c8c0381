import type { Answer } from './answer.ts';

export interface SeenRequest {
  readonly method: string;
  /** `/repos/{owner}/{repo}/pulls`; the path itself where no route has it. */
  readonly template: string;
  /** Path and query, without `/api/v3`. */
  readonly path: string;
  readonly isWrite: boolean;
  /** Below `/api/v3`, or `/api/graphql`, as an enterprise server has it. */
  readonly isEnterprise: boolean;
  readonly requestText: string;
}

export interface LoggedRequest extends SeenRequest {
  /** Null where the connection ended before there was an answer. */
  readonly status: number | null;
  /** `app`, `nobody`, `person ann`, or `installation 1005`. */
  readonly caller: string;
  readonly notModified: boolean;
  /** What the test had go wrong: `dropped before`, `dropped after`, `status 502`. */
  readonly fault: string | null;
  readonly answer: Answer | null;
}

/** Every request, and what the host did not know how to answer. */
export class RequestLog {
  readonly requests: LoggedRequest[] = [];
  /** `GET /repos/acme/shop/pages`: no route of ours. */
  readonly unknown: string[] = [];
  /** Errors of the host itself, each answered 500. */
  readonly broken: unknown[] = [];

  add(seen: SeenRequest, answer: Answer | null, caller: string, fault: string | null): void {
    const status = answer?.status ?? null;
    this.requests.push({ ...seen, status, caller, notModified: status === 304, fault, answer });
  }

  /** Forgets the requests so far, so that a test counts those of one scenario. */
  clear(): void {
    this.requests.length = 0;
  }

  /** Throws where the app asked for what this host does not know, or the host broke. */
  assertHonest(): void {
    const [error] = this.broken;
    if (error !== undefined) throw new Error('The host of the test broke', { cause: error });
    if (this.unknown.length === 0) return;
    throw new Error(`The host of the test does not know: ${this.unknown.join(', ')}`);
  }
}

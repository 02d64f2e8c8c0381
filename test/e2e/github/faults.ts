/** Which request goes wrong; all that is given has to fit. */
export interface FaultMatch {
  readonly method?: string;
  /** As in `host.requests`: `/repos/{owner}/{repo}/pulls`. */
  readonly template?: string;
  /** Path and query. */
  readonly path?: RegExp;
  /** A write is everything but GET, HEAD and a GraphQL query. */
  readonly isWrite?: boolean;
  /** Text of a GraphQL request. */
  readonly body?: RegExp;
}

export interface Fault {
  readonly match?: FaultMatch;
  /** Answers this, without the effect. */
  readonly status?: number;
  /** Ends the connection: `before` without the effect, `after` with it, the answer lost. */
  readonly drop?: 'before' | 'after';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** How many fitting requests pass before it happens; 0 if not given. */
  readonly skip?: number;
  /** How often it happens; 1 if not given. */
  readonly times?: number;
  /** Called in the moment, before anything else, for what happens midway. */
  readonly meanwhile?: () => void;
}

export interface FaultTarget {
  readonly method: string;
  readonly template: string;
  readonly path: string;
  readonly isWrite: boolean;
  readonly body: string;
}

interface Pending {
  readonly fault: Fault;
  skip: number;
  times: number;
}

/** What a test wants to go wrong; the first fault that fits a request is its fate. */
export class Faults {
  #pending: Pending[] = [];

  next(fault: Fault): void {
    this.#pending.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** How many faults have not happened as often as they should. */
  get waiting(): number {
    return this.#pending.length;
  }

  take(target: FaultTarget): Fault | null {
    for (const pending of this.#pending) {
      if (!fits(pending.fault.match ?? {}, target)) continue;
      if (pending.skip > 0) {
        pending.skip -= 1;
        continue;
      }
      pending.times -= 1;
      this.#pending = this.#pending.filter(({ times }) => times > 0);
      pending.fault.meanwhile?.();
      return pending.fault;
    }
    return null;
  }
}

function fits(match: FaultMatch, target: FaultTarget): boolean {
  return (
    (match.method === undefined || match.method === target.method) &&
    (match.template === undefined || match.template === target.template) &&
    (match.path === undefined || match.path.test(target.path)) &&
    (match.isWrite === undefined || match.isWrite === target.isWrite) &&
    (match.body === undefined || match.body.test(target.body))
  );
}

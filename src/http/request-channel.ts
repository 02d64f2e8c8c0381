import { tracingChannel } from 'node:diagnostics_channel';

/** One request to a registry or to the web. */
export interface ToldRequest {
  readonly method: string;
  /** Origin and path. */
  readonly address: string;
  /** Null until there is an answer. */
  status: number | null;
}

/** For whoever traces what the program does; while nobody listens it costs nothing. */
const channel = tracingChannel<unknown, ToldRequest>('seaworthy:request');

export function tellRequest<Answer extends { readonly status: number }>(
  method: string,
  address: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const told: ToldRequest = { method, address, status: null };
  return channel.tracePromise(async () => {
    const answer = await ask();
    told.status = answer.status;
    return answer;
  }, told);
}

export interface RequestListener {
  readonly begin: (request: ToldRequest) => void;
  /** Also of one that failed. */
  readonly end: (request: ToldRequest) => void;
}

/** Listens until the function that it returns is called. `begin` is called where the request is made. */
export function listenToRequests({ begin, end }: RequestListener): () => void {
  const nothing = () => undefined;
  const all = { start: begin, end: nothing, asyncStart: nothing, asyncEnd: end, error: nothing };
  channel.subscribe(all);
  return () => {
    channel.unsubscribe(all);
  };
}

import { repeatMissedDeliveries } from '../github/missed-deliveries.ts';
import type { GitHubClients } from './github-clients.ts';
import type { Log } from './observe/log.ts';

/** As GitHub advises to look now and then, in milliseconds. */
const EVERY = 60 * 60 * 1000;

/** What was sent so short a time before may still be on its way, in milliseconds. */
const UNDERWAY = 5 * 60 * 1000;

/** Finds events that were missed while the app was down, now and every hour; ends with the function that it returns. */
export function watchDeliveries(
  { ofApp }: Pick<GitHubClients, 'ofApp'>,
  now: () => Date,
  log: Log,
): () => void {
  let since = 0;
  const search = async () => {
    const started = now().getTime();
    const found = await repeatMissedDeliveries(await ofApp(), since, started);
    since = started - UNDERWAY;
    if (found.repeated > 0 || found.isCut) log.info(found, 'asked for missed events again');
  };
  const searchAndTell = () => {
    search().catch((error: unknown) => {
      log.warn({ err: error }, 'cannot look for missed events; trying again in an hour');
    });
  };
  searchAndTell();
  const timer = setInterval(searchAndTell, EVERY);
  return () => {
    clearInterval(timer);
  };
}

import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** Installations and resources that are told of at most, those that were asked last. */
const MOST = 1000;

/** A word of GitHub's: https://docs.github.com/en/rest/rate-limit/rate-limit */
const RESOURCE = /^[a-z_]{1,40}$/;

interface Left {
  readonly installation: string;
  readonly resource: string;
  readonly remaining: number;
  readonly limit: number;
  /** Milliseconds since 1970 at which all of it is there again. */
  readonly reset: number;
}

/** `installation`: null for the app itself. */
export type SetLimit = (
  installation: number | null,
  headers: Readonly<Record<string, unknown>>,
) => void;

/** What GitHub's last answers said of its limits; nothing is told of a limit that has begun anew since. */
export function rateLimitGauges(registry: Registry, now: () => number): SetLimit {
  /** The one asked last is last. */
  const all = new Map<string, Left>();
  const current = () => [...all.values()].filter(({ reset }) => reset > now());
  const gauge = (name: string, help: string, valueOf: (left: Left) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['installation', 'resource'],
      registers: [registry],
      collect: function () {
        this.reset();
        for (const left of current()) {
          const { installation, resource } = left;
          this.set({ installation, resource }, valueOf(left));
        }
      },
    });
  gauge(
    'seaworthy_github_rate_limit_remaining',
    'Requests that GitHub still takes, by installation and resource, as its last answer said.',
    ({ remaining }) => remaining,
  );
  gauge(
    'seaworthy_github_rate_limit',
    'Requests that GitHub takes until the limit begins anew.',
    ({ limit }) => limit,
  );
  return (installation, headers) => {
    const left = readLeft(String(installation ?? 'app'), headers);
    if (left === null) return;
    const key = `${left.installation} ${left.resource}`;
    all.delete(key);
    all.set(key, left);
    const [oldest] = all.keys();
    if (all.size > MOST && oldest !== undefined) all.delete(oldest);
  };
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit */
function readLeft(installation: string, headers: Readonly<Record<string, unknown>>): Left | null {
  const numberOf = (name: string) => Number(headers[`x-ratelimit-${name}`] ?? Number.NaN);
  const resource = headers['x-ratelimit-resource'];
  const remaining = numberOf('remaining');
  const limit = numberOf('limit');
  const reset = numberOf('reset') * 1000;
  const isWhole = [remaining, limit, reset].every((one) => Number.isFinite(one));
  if (!isWhole || typeof resource !== 'string' || !RESOURCE.test(resource)) return null;
  return { installation, resource, remaining, limit, reset };
}

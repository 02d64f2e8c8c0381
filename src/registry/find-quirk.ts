import type { Response } from '../http/exchange.ts';
import type { RegistryQuirk } from './quirk.ts';

/** Whether a host's name fits a pattern: `*` is one label, `**.` in front one or more. */
export function matchesHost(pattern: string, hostname: string): boolean {
  const wanted = pattern.split('.');
  const labels = hostname.toLowerCase().split('.');
  const isDeep = wanted[0] === '**';
  if (isDeep ? labels.length < wanted.length : labels.length !== wanted.length) return false;
  const compared = isDeep ? labels.slice(labels.length - wanted.length) : labels;
  return wanted.every((part, index) => part === '**' || part === '*' || part === compared[index]);
}

/** The quirk of a registry by what the operator says or by its host; null when neither tells. */
export function quirkOfHost(
  quirks: readonly RegistryQuirk[],
  host: string,
  kind: string | null,
): RegistryQuirk | null {
  const named = quirks.find(({ id }) => id === kind);
  if (named !== undefined) return named;
  const hostname = host.replace(/:\d+$/, '');
  return (
    quirks.find(({ hosts }) => hosts.some((pattern) => matchesHost(pattern, hostname))) ?? null
  );
}

/** The quirk that the headers of an answer tell. */
export function quirkOfAnswer(
  quirks: readonly RegistryQuirk[],
  { headers }: Response,
): RegistryQuirk | null {
  const hasSign = ({ signs }: RegistryQuirk): boolean =>
    signs.some(({ header, value }) => headers.get(header)?.startsWith(value) === true);
  return quirks.find(hasSign) ?? null;
}

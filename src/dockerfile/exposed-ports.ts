const HIGHEST_PORT = 65_535;

/** A longer range stays a range: nobody gains from 65,536 entries. */
const LONGEST_LIST = 100;

/**
 * The ports of one word of EXPOSE as the image configuration names them: `80` is `80/tcp`, a range is
 * one entry a port, and `host:container` is the container's (BuildKit, `parsePort`). A word that is no
 * port stays as it is.
 */
export function readPorts(word: string): readonly string[] {
  const [ports = '', protocol = 'tcp', ...rest] = (word.split(':').at(-1) ?? '').split('/');
  const name = protocol === '' ? 'tcp' : protocol.toLowerCase();
  const [first, last = first, ...more] = ports.split('-').map(readPort);
  const isPort = rest.length === 0 && more.length === 0 && ['tcp', 'udp', 'sctp'].includes(name);
  if (!isPort || first === undefined || last === undefined) return [word];
  if (first === null || last === null || last < first) return [word];
  if (last - first >= LONGEST_LIST) return [`${first}-${last}/${name}`];
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${name}`);
}

function readPort(text: string): number | null {
  const port = /^\d{1,9}$/.test(text) ? Number(text) : HIGHEST_PORT + 1;
  return port <= HIGHEST_PORT ? port : null;
}

/** By the number in front, then by the text; what begins with no port comes last. */
export function sortPorts(ports: Iterable<string>): string[] {
  return [...ports]
    .map((text) => ({ text, number: leadingNumber(text) }))
    .sort((a, b) => a.number - b.number || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text);
}

function leadingNumber(text: string): number {
  const number = Number.parseInt(text, 10);
  return number <= HIGHEST_PORT ? number : HIGHEST_PORT + 1;
}

import { shown } from '../../dockerfile/shown-text.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { lastMatching, placeText } from './subject.ts';
import type { Subject } from './subject.ts';

/** Ports below are for root, where nobody said otherwise (ip(7), `ip_unprivileged_port_start`). */
const FIRST_FREE = 1024;

/** More are not listed. */
const MOST_PORTS = 5;

/** A port and every place that names it, in words. */
interface NamedPort {
  readonly port: number;
  readonly places: readonly string[];
}

/** The ports below 1024 that the file, or the repository for it, names. */
function lowPorts(subject: Subject): readonly NamedPort[] {
  const found = new Map<number, string[]>();
  const add = (port: number, place: string) => {
    if (port <= 0 || port >= FIRST_FREE) return;
    const places = found.get(port) ?? [];
    if (!places.includes(place)) found.set(port, [...places, place]);
  };
  const { facts, stage, commands, workloads, lineOf } = subject;
  for (const text of facts.result(stage).exposed) {
    const port = Number.parseInt(text, 10);
    if (port >= FIRST_FREE || found.size >= MOST_PORTS) continue;
    const expose = lastMatching(subject, ['EXPOSE'], new RegExp(`(?:^|\\D)${port}(?:\\D|$)`));
    add(port, expose === undefined ? 'EXPOSE' : `EXPOSE on line ${lineOf(expose)}`);
  }
  for (const { place, ports } of workloads) {
    for (const { container, line } of ports) add(container, placeText({ path: place.path, line }));
  }
  for (const { text } of commands) {
    for (const port of commandPorts(text)) add(port, shown(text));
  }
  for (const [name, value] of facts.result(stage).env) {
    if (/(?:^|_)PORTS?$|_URLS?$/.test(name))
      for (const port of valuePorts(value)) add(port, `\`${name}\``);
  }
  return [...found].map(([port, places]) => ({ port, places }));
}

function commandPorts(text: string): number[] {
  const options = text.matchAll(
    /(?:--?(?:http-?|listen-?|server[.-])?port[= ]|\s-p\s?|(?:0\.0\.0\.0|\*|\[::\]|\s):)(\d{1,5})(?=$|[\s/"'])/g,
  );
  return [...options].map(([, port]) => Number(port));
}

function valuePorts(value: string): number[] {
  if (/^\d{1,5}$/.test(value)) return [Number(value)];
  return [...value.matchAll(/:(\d{1,5})(?=$|[;/,])/g)].map(([, port]) => Number(port));
}

export function* lowPortChecks(subject: Subject): Generator<Check> {
  const text = 'no port below 1024 is exposed, published or named in the command';
  const [first, ...others] = lowPorts(subject);
  if (first === undefined) {
    yield isPortKnown(subject)
      ? held(text)
      : unknown('the program listens on no port below 1024: none is named anywhere');
    return;
  }
  const ports = [first, ...others].map(({ port }) => port).join(', ');
  const places = [first, ...others].flatMap((each) => each.places).join(', ');
  yield refused(
    text,
    `port ${ports} (${places}) is open to root alone on Kubernetes with containerd before 2.0, on host networks and with Docker before 20.10: move the server to one from 1024 on, such as ${first.port + 8000}, in all these places, then add USER`,
  );
}

/** A program that only asks others listens on none. */
function isPortKnown({ facts, stage, commands, workloads }: Subject): boolean {
  const { exposed, env } = facts.result(stage);
  if (exposed.length > 0 || workloads.some(({ ports }) => ports.length > 0)) return true;
  if ([...env.keys()].some((name) => /(?:^|_)PORTS?$|_URLS$/.test(name))) return true;
  return commands.some(({ text }) => /(?:port[= ]|:)\d{4,5}\b/i.test(text));
}

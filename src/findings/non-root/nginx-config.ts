import { endingOf, lineAt } from '../../builds/source-lines.ts';
import { shown } from '../../dockerfile/shown-text.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import { readDirectives } from './nginx-directives.ts';
import type { Directive } from './nginx-directives.ts';
import type { ConfigMove } from './server-config.ts';

/** `80`, `*:80`, `0.0.0.0:80`, `[::]:80`, and what may follow. */
const LISTEN = /^((?:\*:|[\d.]+:|\[[\da-f:]+\]:)?)(\d{1,5})(?=\s|$)/;

const LOGS =
  /^(?:off|\/dev\/std(?:out|err)|(?:\/var\/log\/nginx\/)?(?:access|error)\.log|stderr)(?:\s|$)/;

/** Files that are there in every image of nginx. */
const KNOWN_INCLUDES =
  /^(?:\/etc\/nginx\/)?(?:mime\.types|(?:fastcgi|scgi|uwsgi)_params|conf\.d\/\*\.conf)$/;

const PLAIN_PATHS = /^(?:\/var\/cache\/nginx|\/tmp)(?:\/|\s|$)/;

/** What only works as root, or changes with the port. */
const AGAINST: readonly (readonly [test: (directive: Directive) => boolean, what: string])[] = [
  [
    ({ name }) => name === 'ssl_certificate_key' || name === 'ssl_certificate',
    'reads a certificate, whose key only root may read',
  ],
  [
    ({ name, value }) => /_log$/.test(name) && !LOGS.test(value),
    'writes a log that only root may write',
  ],
  [
    ({ name, value }) => /_(?:cache|temp)_path$/.test(name) && !PLAIN_PATHS.test(value),
    'writes a cache that only root may write',
  ],
  [
    ({ name, value }) => name === 'pid' && !/^(?:\/var)?\/run\/nginx\.pid$/.test(value),
    'has a pid file of its own',
  ],
  [
    ({ name, value }) => name === 'include' && !KNOWN_INCLUDES.test(value),
    'includes files that are not looked at',
  ],
  [
    ({ name }) => name === 'load_module' || name === 'stream' || name === 'mail',
    'is more than a web server',
  ],
  [({ value }) => /\$server_port|\$\{?NGINX_/.test(value), 'names the port with `$server_port`'],
  [({ name, value }) => name === 'listen' && value.startsWith('unix:'), 'listens on a socket'],
];

/** Moves every `listen` of `from`; redirects go on to name no port, as they did with port 80. */
export function moveListen(text: string, from: number, to: number): ConfigMove {
  const directives = readDirectives(text);
  if (directives === null) return { edits: null, left: 'is none that can be read here' };
  const against = (directive: Directive) => AGAINST.find(([test]) => test(directive))?.[1];
  for (const directive of directives) {
    const what = against(directive);
    if (what !== undefined) {
      return {
        edits: null,
        left: `${what} (${shown(`${directive.name} ${directive.value}`)})`,
      };
    }
  }
  const asksPort = directives.some(({ name }) => /^(?:fastcgi|scgi|uwsgi)_pass$/.test(name));
  const edits: TextEdit[] = [];
  for (const server of new Set(directives.map((each) => each.server))) {
    const own = directives.filter((each) => each.server === server);
    const listens = own.filter(({ name }) => name === 'listen');
    const low = listens.find(({ value }) => isOtherLow(value, from));
    if (low !== undefined) return { edits: null, left: `listens on \`${low.value}\`, too` };
    if (server > 0 && listens.length === 0) {
      return { edits: null, left: 'has a server without `listen`, which is on port 80' };
    }
    edits.push(...movedIn(text, directives, listens, from, to));
  }
  const unseen = asksPort ? 'the application behind it does not look at SERVER_PORT' : null;
  return { edits, unseen };
}

function isOtherLow(value: string, from: number): boolean {
  const port = LISTEN.exec(value)?.[2];
  return port === undefined || (Number(port) < 1024 && Number(port) !== from);
}

function movedIn(
  text: string,
  directives: readonly Directive[],
  listens: readonly Directive[],
  from: number,
  to: number,
): TextEdit[] {
  const moved = listens.flatMap(({ value, span }): TextEdit[] => {
    const [, address = '', port] = LISTEN.exec(value) ?? [];
    const start = span.start + address.length;
    return Number(port) === from
      ? [{ span: { start, end: start + (port ?? '').length }, text: String(to) }]
      : [];
  });
  const last = listens.at(-1);
  if (moved.length === 0 || last === undefined) return moved;
  const isPlain = directives.some(
    ({ name, value, server }) =>
      (server === last.server || server === 0) &&
      (name === 'port_in_redirect' || (name === 'absolute_redirect' && value === 'off')),
  );
  if (isPlain) return moved;
  const { indent } = lineAt(text, last.end - 1);
  const line = `${endingOf(text)}${indent}port_in_redirect off;`;
  return [...moved, { span: { start: last.end, end: last.end }, text: line }];
}

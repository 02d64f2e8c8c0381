import type { TextEdit } from '../../dockerfile/text-edit.ts';
import type { ConfigMove } from './server-config.ts';

/** A directive of an Apache configuration (https://httpd.apache.org/docs/2.4/configuring.html#syntax). */
interface Directive {
  /** In lower case; `<virtualhost` for the start of a section. */
  readonly name: string;
  readonly value: string;
  /** Offset of the value. */
  readonly start: number;
}

/** Characters; nobody writes longer ones. */
const LARGEST = 200_000;

/** `80`, `*:80`, `[::]:80`, with what stands before the port. */
const ADDRESS = /(?:^|(?<=\s))((?:\S{1,200}:)?)(\d{1,5})(?=[\s>]|$)/g;

/** Where the user of the server may write: the standard output, and the folders that belong to it. */
const WRITABLE =
  /^"?(?:\/proc\/self\/fd\/\d|\/dev\/(?:stdout|stderr|null)|\$\{APACHE_(?:LOG|RUN|LOCK|PID)_\w+\}|(?:\/var)?\/(?:log|run|lock)\/apache2(?=\/)|(?:\/usr\/local\/apache2\/)?logs(?=\/)|syslog)/;

/** Files that come with the image, none of which listens. */
const KNOWN_INCLUDES =
  /^"?(?:(?:mods|conf|sites)-enabled\/|ports\.conf|(?:conf\/)?extra\/(?:proxy-html|httpd-(?:mpm|default|info|autoindex|languages|multilang-errordoc|manual|dav|userdir))\.conf)/;

const OWN_USER = /^"?(?:www-data|daemon|#\d+|\$\{APACHE_RUN_(?:USER|GROUP)\})"?$/;

/** What only works as root, or changes with the port. */
const AGAINST: readonly (readonly [test: (directive: Directive) => boolean, what: string])[] = [
  [({ name }) => /^sslcertificate|^sslengine$/.test(name), 'serves TLS, with a key of root'],
  [
    ({ name, value }) => name === 'loadmodule' && /^ssl_module\s/.test(value),
    'loads `ssl_module`, which listens on 443',
  ],
  [
    ({ name, value }) => /^(?:customlog|errorlog|transferlog)$/.test(name) && !WRITABLE.test(value),
    'writes a log that only root may write',
  ],
  [({ name, value }) => name === 'pidfile' && !WRITABLE.test(value), 'has a pid file of its own'],
  [
    ({ name, value }) => /^(?:user|group)$/.test(name) && !OWN_USER.test(value),
    'serves as another user',
  ],
  [({ name }) => /^(?:chrootdir|assignuserid)$/.test(name), 'does what only root may'],
  [
    ({ name, value }) => /^include(?:optional)?$/.test(name) && !KNOWN_INCLUDES.test(value),
    'includes files that are not looked at',
  ],
  [
    ({ name, value }) =>
      /SERVER_PORT/.test(value) || (name === 'usecanonicalphysicalport' && /on/i.test(value)),
    'looks at the port itself',
  ],
];

const LISTENING = /^(?:listen|namevirtualhost|<virtualhost)$/;

/** Moves every `Listen` and virtual host of `from`; redirects name the port of the request as before. */
export function moveApache(text: string, from: number, to: number): ConfigMove {
  if (text.length > LARGEST || /\{%|\{\{|<%/.test(text)) {
    return { edits: null, left: 'is none that can be read here' };
  }
  const directives = readDirectives(text);
  for (const directive of directives) {
    const what = AGAINST.find(([test]) => test(directive))?.[1];
    if (what !== undefined)
      return { edits: null, left: `${what} (\`${shown(directive).slice(0, 60)}\`)` };
  }
  const edits: TextEdit[] = [];
  for (const directive of directives.filter(({ name }) => LISTENING.test(name))) {
    for (const { port, start } of portsOf(directive)) {
      if (port < 1024 && port !== from)
        return { edits: null, left: `listens on \`${directive.value.slice(0, 60)}\`, too` };
      const end = start + String(from).length;
      if (port === from) edits.push({ span: { start, end }, text: String(to) });
    }
  }
  return { edits, unseen: null };
}

function shown({ name, value }: Directive): string {
  return `${name.replace('<', '')} ${value}`;
}

function portsOf({ value, start }: Directive): { readonly port: number; readonly start: number }[] {
  return [...value.matchAll(ADDRESS)].map(({ 1: address = '', 2: port, index }) => ({
    port: Number(port),
    start: start + index + address.length,
  }));
}

/** Those outside of sections for TLS, which take no part without its module; one a line, comments left out. */
function readDirectives(text: string): readonly Directive[] {
  const found: Directive[] = [];
  let tls = 0;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    const [, lead = '', name, gap = '', value = ''] =
      /^(\s{0,100})(<?\/?[A-Za-z]\w{0,60}>?)([ \t]{0,100})(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const key = name.toLowerCase();
    if (tls > 0 || (key === '<ifmodule' && /ssl|gnutls/.test(value))) {
      if (key === '<ifmodule') tls += 1;
      if (key === '</ifmodule>') tls -= 1;
      continue;
    }
    const start = index + lead.length + name.length + gap.length;
    found.push({ name: key, value: value.replace(/\s+$/, ''), start });
  }
  return found;
}

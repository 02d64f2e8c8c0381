import type { TextEdit } from '../../dockerfile/text-edit.ts';
import type { ConfigMove } from './server-config.ts';

/** Characters; nobody writes longer ones. */
const LARGEST = 200_000;

/** An address without a name, for which Caddy fetches no certificate: `:80`, `http://:80`. */
const PLAIN = /^(?:http:\/\/)?:(\d{1,5})$/;

/** What changes with the port, or sets it elsewhere. */
const AGAINST =
  /\{(?:http\.request\.(?:port|hostport)|port|hostport)\}|^\s*(?:https?_port|auto_https|default_bind|tls)\b/m;

/**
 * Moves the sites of a Caddyfile that listen on `from`
 * (https://caddyserver.com/docs/caddyfile/concepts#addresses). One with a name also listens on 443.
 */
export function moveCaddy(text: string, from: number, to: number): ConfigMove {
  if (text.length > LARGEST || /\{%|\{\{/.test(text))
    return { edits: null, left: 'is none that can be read here' };
  const against = AGAINST.exec(text)?.[0].trim();
  if (against !== undefined) return { edits: null, left: `says more about ports (\`${against}\`)` };
  const edits: TextEdit[] = [];
  for (const { word, start } of addresses(text)) {
    const port = PLAIN.exec(word)?.[1];
    if (port === undefined || (Number(port) < 1024 && Number(port) !== from)) {
      const shown = word.slice(0, 60);
      const how = `\`http_port ${to}\` and \`https_port 8443\` in its global options, published as 80 and 443`;
      return { edits: null, left: `has the site \`${shown}\`, which needs 443 as well: ${how}` };
    }
    if (Number(port) === from) {
      const end = start + word.length;
      edits.push({ span: { start: end - port.length, end }, text: String(to) });
    }
  }
  return { edits, unseen: null };
}

/** The words before the blocks of sites; global options and snippets `(name)` have none. */
function addresses(text: string): { readonly word: string; readonly start: number }[] {
  const found: { word: string; start: number }[] = [];
  let depth = 0;
  let isFirst = true;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    const words = [...line.replace(/(?:^|\s)#.*$/, '').matchAll(/[^\s,]+/g)];
    const isOpening = words.at(-1)?.[0] === '{';
    const isClosing = words[0]?.[0] === '}';
    const isSite = depth === 0 && !isClosing && (isOpening || isFirst);
    if (isClosing) depth -= 1;
    if (isSite && words[0]?.[0].startsWith('(') !== true) {
      for (const { 0: word, index: at } of words)
        if (word !== '{') found.push({ word, start: index + at });
    }
    if (isOpening) depth += 1;
    if (words.length > 0) isFirst = false;
  }
  return found;
}

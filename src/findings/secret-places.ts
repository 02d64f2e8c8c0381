import type { Span } from '../dockerfile/span.ts';
import { isSecretName, isVagueName, mayBeSecret } from './secret-names.ts';
import { findSecrets, isRandom } from './secret-patterns.ts';

/** A value in quotes or without; all repetitions are bounded. */
const VALUE = String.raw`(?="([^"\n]{1,2000})|'([^'\n]{1,2000})|([^\s"',;&]{1,2000}))`;
const KEY = String.raw`([A-Za-z_][\w.-]{0,80})`;

/** A name, and the value that stands behind the match. The name decides. */
const NAMED: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<![\w.-])-{0,2}${KEY}["']?[ \t]{0,4}(?::=|=>|[=:])[ \t]{0,4}${VALUE}`,
    'g',
  ),
  /^[ \t]*(?:ONBUILD[ \t]+)?ENV[ \t]+([A-Za-z_]\w{0,80})[ \t]{1,20}(?=([^\s=][^\n]{0,2000}))/gim,
  /\$\{([A-Za-z_]\w{0,80}):?[-=+](?=([^}\n]{1,500}))/g,
  new RegExp(
    String.raw`\bname["']?[ \t]{0,4}[:=][ \t]{0,4}["']?${KEY}["']?,?\s{1,200}["']?value["']?[ \t]{0,4}[:=][ \t]{0,4}${VALUE}`,
    'g',
  ),
  /^([ \t]{0,100})["']?([A-Za-z_][\w.-]{0,80})["']?:[ \t]{1,4}[|>][+-]?\d?[ \t]*\r?\n(?=((?:\1[ \t]+\S[^\n]{0,2000}\n?){1,200}))/gm,
];

/** What stands behind the match is a password or a token, whatever it is called. */
const GIVEN: readonly RegExp[] = [
  /\bauthorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:(?:bearer|basic|token|digest)[ \t]{1,4})?(?=([^\s"']{6,2000}))/gi,
  /<(?:password|passphrase|privateKey)>\s{0,20}(?=([^<\s]{1,500}))/gi,
  /\b(?:key|name)="(?:ClearText)?Password"\s{1,20}value="(?=([^"\n]{1,500}))/gi,
  /\bbearer[ \t]{1,4}(?=([^\s"']{8,2000}))/gi,
  /(?<=\s)--(?:[\w-]{0,30}-)?(?:password|passwd|passphrase|token|secret|api-?key)[ \t]{1,4}["']?(?=([^\s"'-][^\s"']{0,2000}))/g,
  /(?<=\s)(?:-[uU](?:[ \t]{1,4}|(?=["'\w]))|--(?:proxy-)?user[ \t=])["']?(?!\d+:)[^\s:"'$]{1,100}:(?=([^\s"']{1,500}))/g,
  /\b(?:login|sshpass|useradd|usermod|mysql\w{0,10}|mariadb\w{0,10})\b[^\n|;&]{0,200}?[ \t]-p[ \t=]?["']?(?=([^\s"'-][^\s"']{0,500}))/g,
  /\b_(?:authToken|password|auth)["']?[ \t]{1,4}["']?(?=([^\s"']{4,2000}))/g,
  /\blogin[ \t]{1,4}[^\s"']{1,200}\s{1,20}password[ \t]{1,4}(?=([^\s"'\\]{1,500}))/g,
  /\b(?:identified by|password)[ \t]{1,4}["']?'(?=([^'\n]{1,500}))/gi,
  /(?<![\w-])[a-z_][\w-]{0,31}:(?=([^\s"'|:]{1,200})["']?[ \t]{0,20}(?:\\\r?\n[ \t]{0,40})?\|[ \t]{0,20}(?:sudo[ \t]{1,4})?(?:[\w/]{1,20}\/)?chpasswd)/g,
  /\bchpasswd[^\n]{0,20}<<<[ \t]{0,4}["']?[a-z_][\w-]{0,31}:(?=([^\s"']{1,200}))/g,
  /\b(?:echo|printf)[ \t]{1,4}["']?(?=([^\s"'|]{1,200})["']?[ \t]{0,20}\|[ \t]{0,20}(?:sudo[ \t]{1,4})?(?:passwd|\w{1,20} login)\b)/g,
  /:\/\/[^\s/:@"'<]{0,100}:(?=([^\s/@"']{1,200})@)/g,
];

/** Lines of a here-document for `chpasswd`. */
const USER_LINE = /^[ \t]{0,40}[a-z_][\w-]{0,31}:(?=(\S{1,200})$)/gm;

/** References, templates and marks of YAML: nothing that is a value itself. */
const REFERENCE = /^(?:\$|\{\{|%\(|[[{|>&*!<`]|•)/;

const KEY_HEAD = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;

/**
 * Where a text of any kind may hold secrets, in order and without overlaps: more than a finding would say, for
 * those who must not show one.
 */
export function secretPlaces(text: string): Span[] {
  const spans = [
    ...findSecrets(text).map(({ span }) => span),
    ...NAMED.flatMap((pattern) => namedPlaces(text, pattern)),
    ...GIVEN.flatMap((pattern) => givenPlaces(text, pattern)),
    ...(text.includes('chpasswd') ? givenPlaces(text, USER_LINE) : []),
    ...keyPlaces(text),
  ];
  const ordered = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const merged: Span[] = [];
  for (const span of ordered) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end };
  }
  return merged;
}

function namedPlaces(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const all: readonly (string | undefined)[] = match.slice(1);
    const groups = all.filter((group) => group !== undefined);
    const name = (groups.at(-2) ?? '').replaceAll('-', '_');
    const isNamed = isSecretName(name) || /^_?auth$/i.test(name);
    // `NOPASSWD: ALL` is what sudo calls no password.
    if (name === 'NOPASSWD' || (!isNamed && !isVagueName(name))) return [];
    const value = withoutEnd(groups.at(-1) ?? '');
    if (REFERENCE.test(value) || !mayBeSecret(value)) return [];
    return isNamed || isRandom(value) ? [spanBehind(text, match, value)] : [];
  });
}

function givenPlaces(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = withoutEnd(match[1] ?? '');
    return value === '' || REFERENCE.test(value) ? [] : [spanBehind(text, match, value)];
  });
}

/** A backslash at the end of a line goes on, and is no part of the value. */
function withoutEnd(value: string): string {
  return value.replace(/[ \t]{0,100}\\?\r?\n?$/, '');
}

/** The value begins where the match ends, or behind its quote. */
function spanBehind(text: string, { 0: head, index }: RegExpExecArray, value: string): Span {
  const start = text.indexOf(value, index + head.length);
  return { start, end: start + value.length };
}

/** What stands between the head and the foot of a private key, without white space and escapes. */
function keyPlaces(text: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const { 0: head, index } of text.matchAll(KEY_HEAD)) {
    const start = index + head.length;
    if (start < end) continue;
    const foot = text.indexOf('-----END', start);
    end = foot === -1 ? text.length : foot;
    // Without a foot it is not known where the key ends: what looks like a part of one is left out.
    const part = foot === -1 ? /[\w+/=]{24,}/g : /[\w+/=]+/g;
    for (const { 0: word, index: at } of text.slice(start, end).matchAll(part)) {
      spans.push({ start: start + at, end: start + at + word.length });
    }
  }
  return spans;
}

import { readMarkdown } from './markdown-tree.ts';
import type { MarkdownTree } from './markdown-tree.ts';

/** HTML that we write: hidden marks, and folded sections with their titles. */
const OURS = [
  /^<!-- seaworthy:[a-z0-9:-]+(?: \{(?:(?!--)[^\n])*\}| [a-z0-9: ]+)? -->$/,
  /^<details>\n<summary>(?<title>(?:[^<>\n]|<b>|<\/b>|<code>[^<>\n]*<\/code>)*)<\/summary>$/,
  /^<\/details>$/,
];

const HOSTS = ['example.org', 'nvd.nist.gov', 'github.com/advisories', 'github.com/seaworthy'];

/** What GitHub makes something of in plain text, or what hides: mentions, references, addresses, formulas, format characters. */
const ACTIVE =
  /(?<!\w)@\w|\w@\w|#\d|\bGH-\d|:\/\/|\bwww\.|\$|(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/iu;

/**
 * What a text of others does in a text of ours; nothing, if all is well. `twin` is the same text
 * with a plain word in its place.
 */
function intrusions(text: string, twin: MarkdownTree): readonly string[] {
  const tree = readMarkdown(text);
  const titles = tree.html.map((html) => OURS[1]?.exec(html)?.groups?.['title'] ?? '');
  const plainTitles = titles.map((title) => title.replace(/<code>[^<>]*<\/code>/g, ''));
  const foreignLinks = tree.links.filter((link) => !isKnown(link));
  const foreignHtml = tree.html.filter((html) => !OURS.some((pattern) => pattern.test(html)));
  const active = [...tree.texts, ...plainTitles].filter(
    (part) => ACTIVE.test(part) && !twin.texts.includes(part),
  );
  return [
    ...(tree.outline === twin.outline
      ? []
      : [`outline: ${difference(tree.outline, twin.outline)}`]),
    ...(tree.html.length === twin.html.length ? [] : [`html: ${tree.html.length} parts`]),
    ...foreignHtml.map((html) => `html: ${html}`),
    ...foreignLinks.map((link) => `link: ${link}`),
    ...active.map((part) => `active: ${part}`),
  ];
}

function isKnown(link: string): boolean {
  return HOSTS.some((host) => link.startsWith(`https://${host}/`));
}

function difference(outline: string, wanted: string): string {
  let index = 0;
  while (index < wanted.length && outline[index] === wanted[index]) index += 1;
  const start = Math.max(0, index - 40);
  return `${outline.slice(start, index + 60)} instead of ${wanted.slice(start, index + 60)}`;
}

/** What each of the values does in a text; only those that do something. */
export function intrusionsOf(
  values: readonly string[],
  write: (value: string) => string,
): readonly (readonly [value: string, found: readonly string[]])[] {
  const harmless = readMarkdown(write('word'));
  return values
    .map((value) => [value, intrusions(write(value), harmless)] as const)
    .filter(([, found]) => found.length > 0);
}

/**
 * Text from a repository, a report or a registry as inert Markdown: no link, no mention, no HTML, no
 * control character, one line.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]()#+!|~>-]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/@(?=\w)/g, '@\u200B');
}

/** Our own sentences with words of others in them: what stands between backquotes becomes code, the rest is escaped. */
export function prose(text: string): string {
  const parts = oneLine(text).split('`');
  // A backquote too many, from a name: then none of them is ours.
  if (parts.length % 2 === 0) return escapeMarkdown(text);
  return parts
    .map((part, index) => (index % 2 === 0 || part === '' ? escapeMarkdown(part) : code(part)))
    .join('');
}

/** A code span that no content can leave. */
export function code(text: string): string {
  const inert = oneLine(text).replaceAll('|', String.raw`\|`);
  const longest = Math.max(0, ...(inert.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = inert.startsWith('`') || inert.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${inert}${pad}${fence}`;
}

/** A code block that no content can leave. */
export function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}

/** A section that opens on a click; GitHub renders Markdown inside when blank lines surround it. */
export function details(summary: string, content: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

/** Text of others without control characters, which can also hide or turn around what is seen. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/g, ' ');
}

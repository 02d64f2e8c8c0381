/** Markdown as GitHub shows it in comments: its extensions, line breaks that stay, raw HTML by its allow list. */
import { raw } from 'hast-util-raw';
import { defaultSchema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { newlineToBreak } from 'mdast-util-newline-to-break';
import { toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';

/** The body of a page. */
export function toPage(markdown) {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  newlineToBreak(tree);
  const dangerous = raw(toHast(tree, { allowDangerousHtml: true }));
  const safe = sanitize(dangerous, defaultSchema);
  for (const node of safe.children) makeAlert(node);
  return toHtml(safe);
}

/** A quote that begins with `[!NOTE]` is a box with a title. */
function makeAlert(node) {
  if (node.tagName !== 'blockquote') return;
  const paragraph = node.children.find(({ tagName }) => tagName === 'p');
  const [text] = paragraph?.children ?? [];
  const kind = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/.exec(text?.value ?? '');
  if (kind === null) return;
  text.value = text.value.slice(kind[0].length);
  if (text.value === '' && paragraph.children[1]?.tagName === 'br') paragraph.children.splice(0, 2);
  const name = kind[1].toLowerCase();
  node.tagName = 'div';
  node.properties = { className: ['markdown-alert', `markdown-alert-${name}`] };
  const title = { type: 'text', value: name.charAt(0).toUpperCase() + name.slice(1) };
  const properties = { className: ['markdown-alert-title'] };
  node.children.unshift({ type: 'element', tagName: 'p', properties, children: [title] });
}

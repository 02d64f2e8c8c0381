import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

type Root = ReturnType<typeof fromMarkdown>;
type MarkdownNode = Root | Root['children'][number];

/** Parts of a text that hold no others, in order, and how they are nested. */
export interface MarkdownTree {
  /** `paragraph(strong(text) text)`: kinds alone, without what is between two texts of one line. */
  readonly outline: string;
  readonly html: readonly string[];
  readonly links: readonly string[];
  /** What is read as text: neither code nor HTML. */
  readonly texts: readonly string[];
}

/** A text as GitHub's dialect of Markdown reads it (CommonMark with the extensions of GFM). */
export function readMarkdown(text: string): MarkdownTree {
  const root = fromMarkdown(text, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const html: string[] = [];
  const links: string[] = [];
  const texts: string[] = [];
  const visit = (node: MarkdownNode): string => {
    if (node.type === 'html') html.push(node.value);
    if (node.type === 'text') texts.push(node.value);
    if (node.type === 'link') links.push(node.url);
    if (!('children' in node)) return node.type;
    return `${kindOf(node)}(${joined(node.children.map(visit))})`;
  };
  return { outline: visit(root), html, links, texts };
}

/** A box that can be ticked is another thing than a row. */
function kindOf(node: MarkdownNode): string {
  if (node.type === 'heading') return `heading${node.depth}`;
  if (node.type === 'listItem' && typeof node.checked === 'boolean') return 'box';
  return node.type;
}

/** Whether a word is text or code is left open: one stands for any row of both. */
function joined(kinds: readonly string[]): string {
  const same = kinds.map((kind) => (kind === 'inlineCode' ? 'text' : kind));
  return same.filter((kind, index) => kind !== 'text' || same[index - 1] !== 'text').join(' ');
}

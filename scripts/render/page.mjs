/** A page of its own for one text, in the looks of a conversation on GitHub. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { toPage } from './html.mjs';

const require = createRequire(import.meta.url);
const looks = readFileSync(
  require.resolve('github-markdown-css/github-markdown-light.css'),
  'utf8',
);

const FRAME = `
body { margin: 0; padding: 16px; background: #fff; font-family: -apple-system, 'Liberation Sans', sans-serif; }
h1.title { font-size: 26px; font-weight: 400; margin: 0 0 16px; color: #1f2328; overflow-wrap: anywhere; }
.comment { border: 1px solid #d1d9e0; border-radius: 6px; }
.author { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px; font-size: 14px; color: #59636e; }
.comment .markdown-body { padding: 16px; font-size: 14px; }
`;

/** `isOpen`: whatever is folded is shown, too. */
export function printPage({ title, body }, isOpen) {
  const content = toPage(body);
  const shown = isOpen ? content.replaceAll('<details>', '<details open>') : content;
  const heading = title === null ? '' : `<h1 class="title">${escape(title)}</h1>`;
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>${looks}${FRAME}</style>
${heading}<div class="comment"><div class="author"><b>seaworthy</b> bot commented</div>
<div class="markdown-body">${shown}</div></div>`;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

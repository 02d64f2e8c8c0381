const LONGEST_TEXT = 20_000;
const MOST_LINES = 200;
const LONGEST_LABEL = 40;

/**
 * Lines like `Installed Version: 1.2` or `Fixed version   : 1.3` by their labels in lower case. The first
 * line with a label counts: what follows may be somebody's description.
 */
export function readLabels(text: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const line of linesOf(text)) {
    const colon = line.indexOf(':');
    const label = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (label === '' || label.length > LONGEST_LABEL || labels.has(label)) continue;
    labels.set(label, line.slice(colon + 1).trim());
  }
  return labels;
}

/**
 * The first table of a Markdown text by its labels in lower case: a table of two columns has a label and a
 * value in each row; a wider one has its labels in the first row and their values in the third.
 */
export function readTable(markdown: string): ReadonlyMap<string, string> {
  const rows = linesOf(markdown)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
  const [head = [], , first = []] = rows;
  const pairs = head.length === 2 ? rows : head.map((label, index) => [label, first[index] ?? '']);
  return new Map(pairs.map(([label = '', value = '']) => [label.toLowerCase(), value]));
}

/** The https address of the first Markdown link of a text. */
export function linkIn(text: string): string | null {
  return /\((https:[^\s()]{1,2000})\)/.exec(text)?.[1] ?? null;
}

function linesOf(text: string): string[] {
  return text.slice(0, LONGEST_TEXT).split('\n', MOST_LINES);
}

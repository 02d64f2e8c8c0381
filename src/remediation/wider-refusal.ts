/** A "no" that reaches beyond the fixes of the pull request that it was said on. */
export interface WiderRefusal {
  /** Ids of rules. */
  readonly rules: ReadonlySet<string>;
  /** Shortest names of images: `node`, `ghcr.io/acme/base`. */
  readonly images: ReadonlySet<string>;
}

/** Only at the very beginning of a text, where nothing of others can stand. */
const BLOCK = /^<!-- seaworthy:refused:v1 (\{[^\n]*\}) -->/;

const MOST_NAMES = 100;

/** The hidden block that begins the text of a closed pull request. */
export function printWiderRefusal({ rules, images }: WiderRefusal): string {
  const json = JSON.stringify({ rules: [...rules], images: [...images] });
  // A dash could close the comment early, so none is printed.
  return `<!-- seaworthy:refused:v1 ${json.replaceAll('-', String.raw`\u002d`)} -->`;
}

/** Reads the block back; null when the text does not begin with one. */
export function parseWiderRefusal(body: string): WiderRefusal | null {
  const json = BLOCK.exec(body)?.[1];
  if (json === undefined) return null;
  const value = parseOrNull(json);
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  return { rules: namesIn(fields.get('rules')), images: namesIn(fields.get('images')) };
}

function namesIn(value: unknown): ReadonlySet<string> {
  const names: readonly unknown[] = Array.isArray(value) ? value.slice(0, MOST_NAMES) : [];
  return new Set(names.filter((name) => typeof name === 'string'));
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Somebody edited the block: it is no longer ours.
    return null;
  }
}

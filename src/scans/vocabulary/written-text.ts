/** Addresses that a parser of URLs leaves as they are: most are, and making a URL of each takes a third of the time of a row. */
const PLAIN_LINK =
  /^https:\/\/(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.)+[a-z]{2,20}(?:\/[\w-][\w.:+=~-]*)+\/?(?:\?[\w.=&-]*)?$/;

/** An https address without credentials, as it may be linked; else null. */
export function httpsLink(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.length > 2000) return null;
  if (PLAIN_LINK.test(text)) return text;
  if (!/^\s*https:/i.test(text) || !URL.canParse(text)) return null;
  const { username, password, href } = new URL(text);
  return username === '' && password === '' ? href : null;
}

/** The first of the texts that may be linked. */
export function firstLink(texts: readonly (string | null | undefined)[]): string | null {
  for (const text of texts) {
    const link = httpsLink(text);
    if (link !== null) return link;
  }
  return null;
}

/** Versions of a list in one text: `1.2.3, 2.0.1`. */
export function splitVersions(text: string | null | undefined): readonly string[] {
  const written = text?.trim() ?? '';
  if (written === '') return NONE;
  if (!/[,;|]/.test(written)) return [written];
  const words = written.split(/,|;|\|\|/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

const NONE: readonly string[] = [];

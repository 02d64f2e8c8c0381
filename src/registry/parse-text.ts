/** What a JSON text holds; null for a text that is none, and for `null`. */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever reads it asks a schema anyway, which null does not pass.
    return null;
  }
}

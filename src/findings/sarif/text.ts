/** Text that no viewer takes for a link: `[text](target)` (SARIF 2.1.0, section 3.11.6). */
export function plainText(text: string): string {
  return text.replaceAll('](', String.raw`\](`);
}

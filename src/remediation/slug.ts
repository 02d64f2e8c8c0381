/** At most 80 letters and digits, with single dashes between. */
export function slug(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ['image'];
  return words.join('-').slice(0, 80).replace(/-$/, '');
}

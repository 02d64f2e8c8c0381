/**
 * A mark never stands in a file's own text: both characters are for private use (Unicode, 23.5). So a
 * variable that is not known never equals a text that looks like one, such as `\$HOME`.
 */
export function mark(text: string): string {
  return `\uE000${text}\uE001`;
}

export function beginsWithMark(text: string): boolean {
  return text.startsWith('\uE000');
}

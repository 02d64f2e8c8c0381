/**
 * The path of an archive's entry as layers are addressed: no `/` or `./` at the start, no `/` at the
 * end. Null when the entry would leave the root of the image: it is nobody's file.
 */
export function archivePath(name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') || name.includes('\0') ? null : parts.join('/');
}

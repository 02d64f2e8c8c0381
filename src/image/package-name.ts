/** A name as its ecosystem compares it (PyPA, "Names and normalization": case and separators do not count). */
export function comparableName(type: string, name: string): string {
  if (type === 'pypi') return name.toLowerCase().replace(/[-_.]+/g, '-');
  return type === 'composer' || type === 'nuget' ? name.toLowerCase() : name;
}

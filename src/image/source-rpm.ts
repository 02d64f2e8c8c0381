/** `bash` of `bash-5.2.26-3.fc40.src.rpm`; null when it is no such name. */
export function sourceName(file: string): string | null {
  return /^(.+)-[^-]+-[^-]+\.(?:no)?src\.rpm$/.exec(file)?.[1] ?? null;
}

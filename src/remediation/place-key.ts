import type { LeftFinding } from './proposal.ts';

/** Tells findings apart across the patches of one repository, each with lines of the file as it was. */
export function placeKey({
  rule,
  path,
  line,
}: Pick<LeftFinding, 'rule' | 'path' | 'line'>): string {
  return `${rule}\t${path}\t${line}`;
}

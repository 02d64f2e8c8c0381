/** On a line of its own, as the block that tells what the commit is about. */
const MARK = /^<!-- seaworthy:place:v1 ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) -->[ \t\r]*$/m;

/** What a commit of ours was when we made it; a rebase by a person changes the parent, an amendment the tree. */
export interface CommitPlace {
  /** Commit id of its only parent: the tip of the base at that time. */
  readonly parent: string;
  /** Tree id of its files. */
  readonly tree: string;
}

/** The hidden line in the message of a commit. */
export function printPlaceMark({ parent, tree }: CommitPlace): string {
  return `<!-- seaworthy:place:v1 ${parent} ${tree} -->`;
}

/** Reads the line back; null in a message without one. */
export function parsePlaceMark(message: string): CommitPlace | null {
  const [, parent, tree] = MARK.exec(message) ?? [];
  return parent === undefined || tree === undefined ? null : { parent, tree };
}

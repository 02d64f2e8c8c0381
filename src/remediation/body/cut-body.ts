/** GitHub's limit for the text of a pull request, an issue or a comment, in characters. */
export const LONGEST_BODY = 65_536;

const CUT = '\n\n… cut, because no more fits here.\n\n';

/** Puts `head` before a text; where both do not fit the text is cut before its last line, which is the key block. */
export function cutBody(head: string, body: string): string {
  if (head.length + body.length <= LONGEST_BODY) return `${head}${body}`;
  const trimmed = body.trimEnd();
  const block = trimmed.slice(trimmed.lastIndexOf('\n') + 1);
  const room = LONGEST_BODY - head.length - CUT.length - block.length - 1;
  return `${head}${body.slice(0, Math.max(0, room))}${CUT}${block}\n`;
}

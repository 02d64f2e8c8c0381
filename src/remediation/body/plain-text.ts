/** Characters of one text of others that are shown: no name and no reason needs more. */
const LONGEST = 1000;

/** Text of others without what cannot be seen, or hides and turns around what is: control and format characters, line ends. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ');
}

/** The beginning of a text that is longer than `longest` characters. */
export function shorten(text: string, longest = LONGEST): string {
  if (text.length <= longest) return text;
  // Half a character would be none.
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * Words of others for a title or the message of a commit, where no Markdown is read but `@name` calls somebody and `closes #1`
 * closes an issue, by its address, too: a zero-width space parts the sign from the name.
 */
export function inertLine(text: string): string {
  return oneLine(text).replace(
    /(?<!\w)@(?=\w)|#(?=\d)|\bGH-(?=\d)|\/(?:issues|pull)\/(?=\d)/gi,
    '$&\u200B',
  );
}

import { textBetween } from './logical-text.ts';
import type { ShellScript, ShellWord } from './shell-script.ts';

type Piece = Pick<ShellWord, 'text' | 'span'>;

/**
 * Each command as text: its words, then its assignments and redirects. What runs inside a
 * substitution has an entry of its own and is `@` in the word around it.
 */
export function commandList(script: ShellScript): string[][] {
  return script.commands.map(({ words, assignments, redirects }, index) => [
    ...pieceTexts(script, index, words),
    ...pieceTexts(script, index, assignments),
    ...pieceTexts(script, index, redirects),
  ]);
}

/** The pieces are in source order, and so are the commands inside them, which follow their owner. */
function pieceTexts(script: ShellScript, owner: number, pieces: readonly Piece[]): string[] {
  let next = owner + 1;
  return pieces.map(({ text, span }) => {
    if (script.form === 'exec' || !/[(`]/.test(text)) return text;
    let result = '';
    let position = span.start;
    for (; next < script.commands.length; next += 1) {
      const inner = script.commands[next]?.span;
      if (inner === undefined || inner.start >= span.end) break;
      if (inner.start < position) continue;
      result += `${textBetween(script.source, position, inner.start)}@`;
      position = inner.end;
    }
    return result + textBetween(script.source, position, span.end);
  });
}

import type { HereDocument, Instruction, LogicalPiece, LogicalText } from './model.ts';
import { sliceLogical } from './logical-text.ts';
import type { ShellKind } from './shell-kind.ts';
import { shebangKind } from './shell-kind.ts';
import { skipSpace } from './white-space.ts';

/** The text that a shell is given, and the kind of shell. */
export interface ShellSource {
  readonly source: LogicalText;
  readonly kind: ShellKind;
  readonly heredoc: HereDocument | null;
}

/**
 * The shell code of an instruction in shell form under a kind of shell (null: none that we read).
 * The joined text is what the builder hands to the shell (a word broken by a continuation is one
 * word), so it is what has to be parsed; masking with blanks would cut such words.
 */
export function shellSource(instruction: Instruction, kind: ShellKind | null): ShellSource | null {
  const heredoc = wholeHeredoc(instruction);
  if (heredoc === null) return kind && { source: lineOf(instruction), kind, heredoc };
  // An interpreter line is obeyed whatever SHELL says.
  const own = heredoc.content.startsWith('#!') ? shebangKind(heredoc.content) : kind;
  return own && { source: scriptOf(heredoc), kind: own, heredoc };
}

/** The here-document that is the whole script: `RUN <<EOF` (BuildKit, `dispatchRun`). */
function wholeHeredoc({ heredocs, bodySpan }: Instruction): HereDocument | null {
  const first = heredocs[0];
  if (first === undefined) return null;
  const { start, end } = first.operator;
  return start === bodySpan.start && end === bodySpan.end ? first : null;
}

function lineOf({ keyword, body, heredocs }: Instruction): LogicalText {
  if (keyword !== 'HEALTHCHECK') return heredocs.length === 0 ? body : withBodies(body, heredocs);
  const start = skipSpace(body.text, 'CMD'.length, body.text.length);
  return sliceLogical(body, start, body.text.length);
}

/** The body of a here-document, tabs stripped for `<<-`. */
function scriptOf(heredoc: HereDocument): LogicalText {
  const { content, raw, body, stripTabs } = heredoc;
  const pieces: LogicalPiece[] = [];
  let index = 0;
  let position = 0;
  while (position < raw.length) {
    const next = stripTabs ? raw.indexOf('\n', position) + 1 || raw.length : raw.length;
    let start = position;
    while (stripTabs && raw[start] === '\t') start += 1;
    pieces.push({ index, offset: body.start + start });
    index += next - start;
    position = next;
  }
  return { text: content, pieces, end: body.end };
}

/** The line with its here-documents below it, as the builder hands them to the shell. */
function withBodies(line: LogicalText, heredocs: readonly HereDocument[]): LogicalText {
  const pieces: LogicalPiece[] = [...line.pieces];
  let { text, end } = line;
  for (const { raw, name, body, terminator } of heredocs) {
    pieces.push({ index: text.length, offset: body.start });
    pieces.push({ index: text.length + 1, offset: body.start });
    text += `\n${raw}`;
    pieces.push({ index: text.length, offset: terminator.start });
    text += name;
    end = terminator.start + name.length;
  }
  return { text, pieces, end };
}

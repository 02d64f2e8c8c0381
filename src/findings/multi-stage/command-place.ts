import { indexLines } from '../../dockerfile/line-index.ts';
import type { SplitInput } from './recipe.ts';
import type { StageCommand } from './stage-runs.ts';

const LONGEST = 60;

/** Where a command stands and what it is, for a reason: "line 6 runs `make install`". */
export function commandPlace({ dockerfile }: SplitInput, { command }: StageCommand): string {
  const { line } = indexLines(dockerfile.text).position(command.span.start);
  return `line ${line} runs \`${shortText(command)}\``;
}

/** A command with single blanks and without backquotes, cut where it is long. */
export function shortText({ words }: StageCommand['command']): string {
  const text = words.map((word) => word.text).join(' ');
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}…` : text;
  return short.replaceAll('`', "'");
}

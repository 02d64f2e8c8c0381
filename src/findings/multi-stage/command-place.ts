import { indexLines } from '../../dockerfile/line-index.ts';
import { shown } from '../../dockerfile/shown-text.ts';
import type { SplitInput } from './recipe.ts';
import type { StageCommand } from './stage-runs.ts';

/** Where a command stands and what it is, for a reason: "line 6 runs `make install`". */
export function commandPlace({ dockerfile }: SplitInput, { command }: StageCommand): string {
  const { line } = indexLines(dockerfile.text).position(command.span.start);
  return `line ${line} runs ${shownCommand(command)}`;
}

/** A command as sentences quote it. */
export function shownCommand({ words }: StageCommand['command']): string {
  return shown(words.map(({ text }) => text).join(' '));
}

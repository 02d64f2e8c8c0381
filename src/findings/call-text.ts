import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { Span } from '../dockerfile/span.ts';

/** First words of actions of two words. */
const GROUPS: ReadonlySet<string> = new Set(['cache', 'global', 'group', 'groups', 'module']);

/** For messages: `apt-get install`, `python3 -m pip install`, `yarn`. */
export function nameOfCall({ invoked, actionWord, words }: PackageCommand): string {
  if (actionWord === null) return invoked;
  const previous = words[words.indexOf(actionWord) - 1]?.text ?? '';
  const group = GROUPS.has(previous) ? [previous] : [];
  return [invoked, ...group, actionWord.text].join(' ');
}

/** From the manager's name to its action. */
export function callSpan({ words, actionWord, command }: PackageCommand): Span {
  const start = words[0]?.span.start ?? command.span.start;
  return { start, end: actionWord?.span.end ?? words[0]?.span.end ?? command.span.end };
}

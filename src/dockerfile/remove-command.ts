import type { Dockerfile } from './model.ts';
import type { ShellCommand, ShellScript, TopLevelPart } from './shell-script.ts';
import { overlaps } from './span.ts';
import type { Span } from './span.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * An edit that takes a command out of a list joined by `&&` or `;`, with one connector. Null when it
 * stands inside another construct, is joined in another way, or a comment stands beside it.
 */
export function removeCommand(
  dockerfile: Dockerfile,
  script: ShellScript,
  command: ShellCommand,
): TextEdit | null {
  const index = script.commands.indexOf(command);
  const position = script.topLevel.findIndex(
    ({ kind, commands }) =>
      kind === 'command' && commands.start === index && commands.end === index + 1,
  );
  const part = script.topLevel[position];
  if (part === undefined || script.form === 'exec') return null;
  const previous = script.topLevel[position - 1];
  const next = script.topLevel[position + 1];
  const span = removedSpan(part, previous, next);
  if (span === null || dockerfile.comments.some((comment) => overlaps(comment.span, span))) {
    return null;
  }
  return { span, text: '' };
}

function removedSpan(
  part: TopLevelPart,
  previous: TopLevelPart | undefined,
  next: TopLevelPart | undefined,
): Span | null {
  if (!isPlain(part.before) || !isPlain(part.after)) return null;
  if (previous !== undefined && (part.before === '&&' || part.after === null)) {
    return { start: previous.span.end, end: part.span.end };
  }
  return next === undefined ? null : { start: part.span.start, end: next.span.start };
}

function isPlain(connector: TopLevelPart['before']): boolean {
  return connector === null || connector === '&&' || connector === ';' || connector === '\n';
}

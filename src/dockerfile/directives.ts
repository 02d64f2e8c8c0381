import type { Comment, Directive, SyntaxProblem } from './model.ts';
import { skipSpace, trimSpaceEnd } from './white-space.ts';

const KEY = /^([a-zA-Z][a-zA-Z0-9]*)[ \t\v\f]*=/;

export type DirectiveReading =
  | { readonly kind: 'directive'; readonly directive: Directive }
  | { readonly kind: 'comment' }
  | { readonly kind: 'problem'; readonly problem: SyntaxProblem };

/**
 * Reads a comment of the file's head as a directive. The first comment that is none ends the head,
 * and an unknown name counts as none (BuildKit, `parser/directives.go`).
 */
export function readDirective(comment: Comment, seen: readonly Directive[]): DirectiveReading {
  const { text, span } = comment;
  const keyStart = skipSpace(text, 1, text.length);
  const match = KEY.exec(text.slice(keyStart));
  const name = directiveName(match?.[1]?.toLowerCase());
  if (match === null || name === null) return { kind: 'comment' };
  const valueStart = skipSpace(text, keyStart + match[0].length, text.length);
  const valueEnd = trimSpaceEnd(text, valueStart, text.length);
  if (valueStart >= valueEnd) return { kind: 'comment' };
  const value = text.slice(valueStart, valueEnd);
  const message = directiveProblem(name, value, seen);
  if (message !== null) {
    return { kind: 'problem', problem: { reason: 'invalid-directive', message, span } };
  }
  const valueSpan = { start: span.start + valueStart, end: span.start + valueEnd };
  return { kind: 'directive', directive: { name, value, span, valueSpan } };
}

function directiveName(key: string | undefined): Directive['name'] | null {
  return key === 'syntax' || key === 'escape' || key === 'check' ? key : null;
}

function directiveProblem(
  name: Directive['name'],
  value: string,
  seen: readonly Directive[],
): string | null {
  if (seen.some((directive) => directive.name === name)) {
    return `Only one \`${name}\` directive can be used.`;
  }
  if (name === 'escape' && value !== '\\' && value !== '`') {
    return 'The `escape` directive takes a backslash or a backtick.';
  }
  return null;
}

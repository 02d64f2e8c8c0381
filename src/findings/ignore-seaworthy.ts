import { EVERY, readIds, silenceKey } from './ignore-comment.ts';
import type { Reach, Silence } from './ignore-comment.ts';

const COMMENT = /^seaworthy[ \t]+ignore(-file)?[ \t]*=[ \t]*/;

/** Our own comment: the rules that it names, and how far it reaches. */
export interface OwnComment {
  readonly reach: Reach;
  /** `all` of `ignore-file=all` included. */
  readonly rules: readonly string[];
}

/** `# seaworthy ignore=rule-id[,rule-id] reason`, and `ignore-file=` the same or `all`; null for others. */
export function parseOwnComment(text: string): OwnComment | null {
  const match = COMMENT.exec(text);
  if (match === null) return null;
  const reach = match[1] === undefined ? 'instruction' : 'file';
  return { reach, rules: readIds(text, match[0].length) };
}

export function readSeaworthy(text: string): readonly Silence[] {
  const comment = parseOwnComment(text);
  if (comment === null) return [];
  const { reach, rules } = comment;
  const keys = rules.map((rule) => silenceKey('seaworthy', isAll(comment, rule) ? EVERY : rule));
  return [{ reach, keys }];
}

/** A comment for one instruction names its rules; only a whole file can be left to its author. */
export function isAll({ reach }: OwnComment, rule: string): boolean {
  return reach === 'file' && rule === 'all';
}

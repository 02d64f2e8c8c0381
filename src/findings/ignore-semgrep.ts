import { EVERY, silenceKey } from './ignore-comment.ts';
import type { Silence } from './ignore-comment.ts';

const COMMENT = /^nosem(?:grep)?(?![\w-])(?:[:=][ \t]?)?/i;

/**
 * `# nosemgrep` and `# nosemgrep: rule-id, rule-id` (Semgrep's documentation, "Ignore files, folders, and
 * code"). Ids may be whole (`dockerfile.security.missing-user`) or their last part.
 */
export function readSemgrep(text: string): readonly Silence[] {
  const mark = COMMENT.exec(text)?.[0];
  if (mark === undefined) return [];
  const ids = /[:=]/.test(mark) ? text.slice(mark.length).split(/[,\s]/) : [EVERY];
  const keys = ids.filter((id) => id !== '').map((id) => silenceKey('semgrep', id));
  return [{ reach: 'instruction', keys }];
}

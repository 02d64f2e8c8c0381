import { readIds, silenceKey } from './ignore-comment.ts';
import type { Silence } from './ignore-comment.ts';

const COMMENT = /^hadolint[ \t]+(global[ \t]+)?ignore[ \t]*=[ \t]*/;

/** `# hadolint ignore=DL3006,SC2046` and `# hadolint global ignore=…` (hadolint's README, "Ignoring rules"). */
export function readHadolint(text: string): readonly Silence[] {
  const match = COMMENT.exec(text);
  if (match === null) return [];
  const keys = readIds(text, match[0].length).map((id) => silenceKey('hadolint', id));
  return [{ reach: match[1] === undefined ? 'instruction' : 'file', keys }];
}

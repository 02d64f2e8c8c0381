import { readIds, silenceKey } from './ignore-comment.ts';
import type { Silence } from './ignore-comment.ts';

const MARK = /(?:checkov|bridgecrew|cortex):skip=[ \t]*/g;

/**
 * `#checkov:skip=CKV_DOCKER_2:reason`, anywhere in a comment. In a Dockerfile it holds for the whole file
 * (Checkov's documentation, "Suppressing and Skipping Policies"; `dockerfile/parser.py`: the line does
 * not matter).
 */
export function readCheckov(text: string): readonly Silence[] {
  const ids = Array.from(text.matchAll(MARK), ({ 0: mark, index }) =>
    readIds(text, index + mark.length),
  ).flat();
  return ids.length === 0
    ? []
    : [{ reach: 'file', keys: ids.map((id) => silenceKey('checkov', id)) }];
}

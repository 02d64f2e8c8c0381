import { silenceKey } from './ignore-comment.ts';
import type { CommentPlace, Silence } from './ignore-comment.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * `#trivy:ignore:DS-0002`, several on a line, each with `:exp:2027-01-01` and other sections behind it
 * (Trivy's documentation, "Filtering resources by inline comments"). Trivy cannot silence the absence of
 * an instruction by a comment; authors try it at the top of the file, so there it holds for the file.
 */
export function readTrivy(text: string, { inHead, today }: CommentPlace): readonly Silence[] {
  const ids = text.split(/[ \t]/).flatMap((part) => readRule(part.replace(/^[#/*]+/, ''), today));
  if (ids.length === 0) return [];
  const keys = ids.map((id) => silenceKey('trivy', id));
  return [{ reach: inHead ? 'file' : 'instruction', keys }];
}

function readRule(part: string, today: string | null): string[] {
  const [tool, ...sections] = part.split(':');
  if (tool !== 'trivy' && tool !== 'tfsec') return [];
  let id = '';
  for (let index = 0; index + 1 < sections.length; index += 2) {
    const value = sections[index + 1] ?? '';
    if (sections[index] === 'ignore') id = value.replace(/\[.*$/, '');
    if (sections[index] === 'exp' && isExpired(value, today)) return [];
  }
  return id === '' ? [] : [id];
}

/** On the day itself it has expired, and an unreadable date counts as one in the past. */
function isExpired(date: string, today: string | null): boolean {
  if (!DATE.test(date)) return true;
  return today !== null && today >= date;
}

import { labelsOf } from '../../findings/labels.ts';
import { isForeignHistory } from './by-history.ts';
import { labelOf, sourceOf } from './by-labels.ts';
import type { Candidate, MatchSubject } from './candidate.ts';

/** Why an image cannot well come from a file, one clause; null when nothing speaks against it. */
export function contradiction(subject: MatchSubject, candidate: Candidate): string | null {
  const source = sourceOf(subject);
  if (source?.verdict.kind === 'other' && !givesLabel(subject, candidate, source.label)) {
    return `its label ${source.label} names ${source.verdict.address.slice(0, 200)}`;
  }
  if (!isForeignHistory(subject, candidate)) return null;
  return `its history has no instruction of ${candidate.file.path}`;
}

/** A fork may still carry the label of where it comes from. */
function givesLabel(subject: MatchSubject, { file }: Candidate, label: string): boolean {
  const text = labelOf(subject, label);
  return labelsOf(file.dockerfile).some(({ key, value }) => key === label && value === text);
}

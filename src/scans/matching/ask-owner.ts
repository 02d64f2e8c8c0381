import { familiarName } from '../../image/reference.ts';
import { distinct } from './candidate.ts';
import type { Candidate, MatchSubject } from './candidate.ts';

/** Candidates that are named. */
const MOST = 5;

export interface Question {
  /** A clause without a final dot. */
  readonly request: string;
  /** What to write into the configuration, in lines; the candidates are alternatives. */
  readonly configuration: readonly string[];
}

/** Asks the owner of the repository which Dockerfile it is. */
export function askOwner(subject: MatchSubject, candidates: readonly Candidate[]): Question {
  const [reference] = subject.references;
  if (reference === undefined) {
    const request = 'the report names no image; give it as `DOCKERFILE=REPORT`';
    return { request, configuration: [] };
  }
  const [first, ...others] = distinct(candidates).slice(0, MOST);
  const path = first === undefined ? 'path/to/Dockerfile' : quoted(first.file.path);
  const or = [...new Set(others.map(({ file }) => file.path))].filter(
    (other) => other !== first?.file.path,
  );
  const comment = or.length === 0 ? '' : ` # or ${or.join(', or ')}`;
  const configuration = [
    'images:',
    `  - image: ${familiarName(reference)}`,
    `    dockerfile: ${path}${comment}`,
  ];
  const targets = new Set(candidates.map(({ target }) => target));
  const isStage = targets.size > 1 && or.length === 0;
  const stages = [...targets].map((target) => target ?? '(the last one, without this line)');
  if (isStage) configuration.push(`    target: ${stages.join(' # or ')}`);
  return { request: 'write into .github/seaworthy.yml which one it is', configuration };
}

/** Plain where YAML reads it as text. */
function quoted(path: string): string {
  return /^[A-Za-z_./][\w./-]*$/.test(path) ? path : JSON.stringify(path);
}

/** `a/Dockerfile (why) or b/Dockerfile (why)`. */
export function listCandidates(candidates: readonly Candidate[]): string {
  const named = candidates.slice(0, MOST).map(({ file, target, because }) => {
    const stage = target === null ? '' : `, stage ${target}`;
    return `${file.path}${stage} (${because})`;
  });
  const more = candidates.length > MOST ? ` or ${candidates.length - MOST} more` : '';
  return `${named.join(' or ')}${more}`;
}

import { alignHistory } from '../trace/align-history.ts';
import { builtFrom } from './candidate.ts';
import type { Candidate, MatchSubject } from './candidate.ts';

/** The share of a file's instructions that must be there. */
const LEAST_SCORE = 0.75;

/** How much better the best one must be than every other one. */
const LEAST_LEAD = 0.2;

/** Instructions that must be there: two are alike in many files. */
const LEAST_PAIRS = 3;
const LEAST_PAIRS_AMONG_OPEN = 2;

interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
  readonly pairs: number;
}

/** Files whose instructions the history of the image has, in their order; several when none is clearly the best. */
export function byHistory(subject: MatchSubject, open: readonly Candidate[]): readonly Candidate[] {
  const { history } = subject.target;
  if (history.length === 0) return [];
  const least = open.length > 0 ? LEAST_PAIRS_AMONG_OPEN : LEAST_PAIRS;
  const scored = (open.length > 0 ? open : everyStage(subject)).map((candidate): Scored => {
    const { score, pairs } = alignHistory(candidate.file.dockerfile, candidate.target, history);
    return { candidate, score, pairs: pairs.size };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  return scored
    .filter(({ score, pairs }) => {
      return score >= LEAST_SCORE && pairs >= least && score > best - LEAST_LEAD;
    })
    .map(({ candidate: { file, target }, score }) => {
      const percent = Math.round(score * 100);
      const because = `the history of the image has ${percent} % of its instructions, in their order`;
      return builtFrom(file, target, because);
    });
}

/** The last stage of each file, and those that builds name. */
function everyStage({ context }: MatchSubject): readonly Candidate[] {
  return context.dockerfiles.flatMap((file) => {
    const targets = context.builds.flatMap(({ dockerfile, target }) =>
      dockerfile === file.path && target !== null ? [target] : [],
    );
    const all = [null, ...targets].map((target) => builtFrom(file, target, '').target);
    return [...new Set(all)].map((target) => builtFrom(file, target, ''));
  });
}

/** True when the image has a history, and no instruction of the file is in it. */
export function isForeignHistory(subject: MatchSubject, { file, target }: Candidate): boolean {
  const { history } = subject.target;
  // An image that was squashed, or whose builder notes nothing, tells nothing.
  const told = history.filter(({ createdBy }) => createdBy.trim() !== '').length;
  if (told < 2) return false;
  const stage = file.dockerfile.stages.at(-1);
  if (stage === undefined || stage.instructions.length === 0) return false;
  return alignHistory(file.dockerfile, target, history).pairs.size === 0;
}

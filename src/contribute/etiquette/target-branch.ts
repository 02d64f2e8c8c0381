import type { House } from '../house.ts';
import { adapt, stop } from './manner.ts';
import type { Manner } from './manner.ts';
import { sentencesIn } from './sentences.ts';

const NAME = String.raw`[\`'"]?([A-Za-z0-9][A-Za-z0-9._/-]{0,60}?)[\`'"]?`;

/** How a branch is named to which changes go; the name counts only where there is such a branch. */
const WAYS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:against|to|target(?:ing|s|ed)?|from|into|on|onto|towards?|base(?:d on)?|off(?: of)?) (?:the |our )?${NAME} branch\b`,
    'gi',
  ),
  new RegExp(String.raw`\bbranch (?:named |called )?${NAME}(?=[\s,.;:)]|$)`, 'gi'),
  new RegExp(
    String.raw`\b(?:against|target(?:ing)?|base:) (?:the )?${NAME}(?=[\s,.;:)'"\`]|$)`,
    'gi',
  ),
];

const ABOUT_CHANGES =
  /\b(?:pull[ -]?requests?|PRs?|patch(?:es)?|changes?|contributions?|submissions?|commits?|submit\w*|target\w*)\b/i;
const NEGATED = /\b(?:not|n['’]t|never|instead of|rather than|avoid)\b/i;

/** `dev` contains all changes … Use this branch …: the name stands at the beginning of the block. */
const USE_THIS =
  /^[`'"]?([A-Za-z0-9][A-Za-z0-9._/-]{0,60}?)[`'"]? (?:contains|is|holds)\b[^.]{0,120}/i;
const THIS_BRANCH = /\buse this branch\b/i;

/** What says that changes go to another branch than the default one. */
export function targetBranch({ facts, guidelines, template }: House): readonly Manner[] {
  const { branches, defaultBranch } = facts;
  const known = new Map(branches.map((branch) => [branch.toLowerCase(), branch]));
  for (const { path, text } of [...guidelines, ...(template === null ? [] : [template])]) {
    const { wanted, refused } = namesIn(sentencesIn(text), known);
    const other = wanted.find((branch) => branch !== defaultBranch);
    if (wanted.includes(defaultBranch)) return [];
    if (other !== undefined) {
      const reason = `changes go to the branch \`${other}\`, not to \`${defaultBranch}\``;
      return [adapt('target-branch', path, reason, { kind: 'base-branch', branch: other })];
    }
    if (refused.includes(defaultBranch)) {
      const reason = `changes do not go to \`${defaultBranch}\`, and it is not clear where else`;
      return [stop('target-branch', path, reason)];
    }
  }
  return [];
}

interface NamedBranches {
  readonly wanted: readonly string[];
  readonly refused: readonly string[];
}

function namesIn(sentences: readonly string[], known: ReadonlyMap<string, string>): NamedBranches {
  const wanted: string[] = [];
  const refused: string[] = [];
  let last: string | null = null;
  for (const sentence of sentences) {
    if (last !== null && THIS_BRANCH.test(sentence)) wanted.push(last);
    last = known.get((USE_THIS.exec(sentence)?.[1] ?? '').toLowerCase()) ?? null;
    if (!ABOUT_CHANGES.test(sentence)) continue;
    for (const clause of sentence.split(/[,;]|\bbut\b|\band\b/i)) {
      const list = NEGATED.test(clause) ? refused : wanted;
      list.push(...branchesIn(clause, known));
    }
  }
  return { wanted, refused };
}

function branchesIn(clause: string, known: ReadonlyMap<string, string>): string[] {
  return WAYS.flatMap((way) => [...clause.matchAll(way)]).flatMap(
    ([, name = '']) => known.get(name.toLowerCase()) ?? [],
  );
}

import { keywordLike } from '../dockerfile/keyword-case.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { applyEdits } from '../dockerfile/text-edit.ts';
import { meantInstructions } from './misspelt-instruction.ts';
import type { Fix, InstructionChange } from './rule.ts';

/** A file with more of them is no Dockerfile that somebody has mistyped. */
const MOST = 10;

/**
 * Writes every misspelt instruction as it was meant, where each can be only one and nothing else is wrong
 * with the file; null elsewhere.
 */
export function repairSpelling(
  dockerfile: Dockerfile,
  unknown: readonly Instruction[],
): Fix | null {
  if (unknown.length === 0 || unknown.length > MOST) return null;
  const { text } = dockerfile;
  const slips = unknown.flatMap((instruction) => {
    const meant = onlyMeaning(dockerfile, instruction);
    return meant === null ? [] : [{ instruction, meant }];
  });
  if (slips.length < unknown.length) return null;
  const edits = slips.map(({ instruction: { keywordSpan: span }, meant }) => ({
    span,
    text: keywordLike(text.slice(span.start, span.end), meant),
  }));
  const result = applyEdits(text, edits);
  if (!result.ok || parseDockerfile(result.text).problems.length > 0) return null;
  return {
    title: 'Spell the instruction as the builder knows it',
    edits,
    effects: [],
    instructions: slips.map(({ instruction: { keyword }, meant }): InstructionChange => {
      return { kind: 'replace', keyword, by: meant };
    }),
    preconditions: [
      ...slips.map(({ instruction: { keyword }, meant }) => ({
        text: `\`${keyword}\` is one slip away from ${meant} and from no other instruction`,
        state: 'held' as const,
      })),
      { text: 'the builder accepts the file afterwards', state: 'held' },
    ],
    review: 'See whether this is the instruction that was meant.',
  };
}

/** Null where it could be several, or may be a command of the shell that lost its place. */
function onlyMeaning(dockerfile: Dockerfile, { keyword, keywordSpan }: Instruction): string | null {
  const [meant, ...others] = meantInstructions(keyword);
  if (meant === undefined || others.length > 0) return null;
  const written = dockerfile.text.slice(keywordSpan.start, keywordSpan.end);
  if (written.toUpperCase() !== keyword) return null;
  return written === keyword || dockerfile.instructions.every(isLower) ? meant : null;

  function isLower({ keywordSpan: { start } }: Instruction): boolean {
    return /[^A-Z]/.test(dockerfile.text.charAt(start));
  }
}

import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { meantInstructions } from './misspelt-instruction.ts';

/** What can only go on with the command of the line above. */
const CONTINUES = /^(?:&&|\|\|?|--?\w)/;

/** Why an instruction that the builder does not know is left, and what a person should do. */
export function unknownReason(
  { text, escape }: Dockerfile,
  { keyword, keywordSpan }: Instruction,
  previous: Instruction | undefined,
): string {
  const written = text.slice(keywordSpan.start, keywordSpan.end);
  const isCommand = previous?.keyword === 'RUN' && written === written.toLowerCase();
  if (CONTINUES.test(written) || isCommand) {
    return `it looks like a part of the ${previous?.keyword ?? 'instruction'} above; end the line before it with \`${escape}\` where it is`;
  }
  const meant = meantInstructions(keyword);
  if (meant.length > 1) return `${meant.join(' or ')} may be meant; write the one that is`;
  if (meant.length === 1)
    return `${meant[0] ?? ''} may be meant, but the file is refused for another reason, too; cure that first`;
  return 'no instruction is spelled nearly like it; where another tool replaces such lines, build what it writes, and else say what is meant';
}

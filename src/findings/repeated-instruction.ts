import { commentBlockStart } from '../dockerfile/comment-block.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { removeInstruction } from '../dockerfile/remove-instruction.ts';
import type { Facts, Fix, Problem } from './rule.ts';
import { removedCommands } from './script-changes.ts';

/** Every instruction of a keyword that a later one of its stage makes void. ONBUILD does not count. */
export function* findRepeated(
  dockerfile: Dockerfile,
  facts: Facts,
  keyword: string,
): Generator<Problem> {
  const lines = indexLines(dockerfile.text);
  for (const stage of dockerfile.stages) {
    const found = stage.instructions.filter((instruction) => instruction.keyword === keyword);
    const last = found.at(-1);
    if (last === undefined) continue;
    const { line } = lines.position(last.span.start);
    for (const instruction of found.slice(0, -1)) {
      const message = `This ${keyword} has no effect: only the last one of a stage counts, on line ${line}.`;
      const fix = removal(dockerfile, facts, instruction);
      yield { span: instruction.keywordSpan, message, fix };
    }
  }
}

function removal(dockerfile: Dockerfile, facts: Facts, instruction: Instruction): Fix {
  const { keyword } = instruction;
  const edit = removeInstruction(dockerfile, instruction);
  const fix: Fix = {
    title: `Remove a ${keyword} that a later one overrides`,
    edits: [edit],
    instructions: [{ kind: 'remove', keyword }],
    commands: removedCommands(facts.script(instruction)),
  };
  if (commentBlockStart(dockerfile, edit.span.start) === edit.span.start) return fix;
  const review = `The comment above the removed ${keyword} stays: see whether it still says what follows.`;
  return { ...fix, safety: 'review', review };
}

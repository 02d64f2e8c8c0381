import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { Facts, Fix } from './rule.ts';
import { referencesTo } from './stage-references.ts';
import { targetCondition } from './stage-targets.ts';

export type Renaming = { readonly fix: Fix } | { readonly fix: null; readonly left: string };

/**
 * A new name for a stage, in all places of the file that mean it: those up to `end`, the next stage of the
 * same name (BuildKit takes the last one above the reference).
 */
export function renameStage(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  { ending, end }: { readonly ending: string; readonly end: Stage | null },
): Renaming {
  const { nameWord, name } = stage;
  if (nameWord === null || name === null) return { fix: null, left: 'the stage has no name' };
  const condition = targetCondition(facts, stage);
  if (condition.state === 'did not hold') {
    return {
      fix: null,
      left: `${condition.text.replace(/^no build asks for/, 'a build asks for')}: change both together`,
    };
  }
  const references = referencesTo(dockerfile, stage).filter(({ stage: { index } }) => {
    return end === null || index <= end.index;
  });
  const hidden = dockerfile.stages.find(({ parent, base }) => {
    return parent === stage && base.text.toLowerCase() !== name;
  });
  if (hidden !== undefined) {
    return {
      fix: null,
      left: `\`${hidden.base.text}\` means it by a variable; rename the value with it`,
    };
  }
  const words = [nameWord, ...references.map(({ word }) => word)];
  const isPlain = words.every(({ text, span }) => {
    return dockerfile.text.slice(span.start, span.end) === text;
  });
  if (!isPlain)
    return { fix: null, left: 'its name is written in quotes or over lines; rename it by hand' };
  const added = freeEnding(dockerfile, name, ending);
  return {
    fix: {
      title: `Rename the stage \`${nameWord.text}\` to \`${nameWord.text}${added}\``,
      edits: words.map(({ text, span }) => ({ span, text: `${text}${added}` })),
      preconditions: [condition],
      review: `Builds that ask for the stage \`${nameWord.text}\` with \`--target\` have to follow: see whether there are some.`,
    },
  };
}

/** `-2`, or the next number that no stage has. */
function freeEnding({ stages }: Dockerfile, name: string, ending: string): string {
  const names = new Set(stages.map((stage) => stage.name));
  let found = ending;
  for (let count = 2; names.has(`${name}${found}`); count += 1) found = `-${count}`;
  return found;
}

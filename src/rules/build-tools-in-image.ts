import { findSplit } from '../findings/multi-stage/find-split.ts';
import { isSplit } from '../findings/multi-stage/recipe.ts';
import { RECIPES } from '../findings/multi-stage/recipes.ts';
import { splitEdits } from '../findings/multi-stage/split-edits.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'build-tools-in-image',
  summary: 'The image ships the compiler or build tools that made its program',
  rationale:
    'A program that is built and shipped in one stage brings along its compiler, package manager, headers and ' +
    'sources: hundreds of megabytes in which most reported vulnerabilities stand, and tools that help whoever ' +
    'breaks in. The fix names that stage as the builder and adds a last stage on the plain image of the same ' +
    'distribution, which takes the program out of the builder with `COPY --from`, with the same directory, ' +
    'variables, ports and command as before. Where what the program needs at run time cannot be told for sure, ' +
    'the finding says what a person should copy.',
  severity: 'medium',
  safety: 'review',
  effects: ['base', 'env', 'packages', 'files'],
  paths: ['/**'],
  aliases: {},
  references: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds',
  ],
  examples: [],
  *check(dockerfile, facts) {
    const found = findSplit(dockerfile, facts, RECIPES);
    if (found === null) return;
    const { input, answer } = found;
    const { span } = input.stage.from;
    const message = `The image ships ${answer.tools}, which only its build needs.`;
    if (!isSplit(answer)) {
      const { left, preconditions = [] } = answer;
      yield { span, message, fix: null, left, preconditions };
      return;
    }
    const title = `Ship the program on ${answer.runtime}, without ${answer.tools}`;
    yield { span, message, fix: { title, ...splitEdits(input, answer) } };
  },
} satisfies Rule;

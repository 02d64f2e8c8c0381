import type { Stage } from '../dockerfile/model.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { isStageUsed } from '../findings/shipped-stages.ts';
import { targetPlaces } from '../findings/stage-targets.ts';

function reasonFor(facts: Facts, stage: Stage): string {
  if (targetPlaces(facts, stage) === null) {
    return 'it may be built by `--target` from a pipeline, a compose file or a bake file; remove it where nothing does';
  }
  const builds = facts.surroundings()?.builds().length ?? 0;
  const known =
    builds === 0 ? 'no compose file, bake file or workflow' : `none of the ${builds} builds`;
  return `${known} of the repository asks for it; remove it where nobody builds it by hand with \`--target\``;
}

export default {
  id: 'unreachable-stage',
  summary: 'Nothing in the file uses a stage',
  rationale:
    'A stage that is not the last one and that no other takes anything from is not built, unless ' +
    'somebody asks for it with `--target`. Where nobody does it only has to be read and kept up to date.',
  severity: 'info',
  safety: null,
  opinionated: true,
  effects: [],
  aliases: {},
  references: [
    'https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage',
  ],
  examples: [
    {
      name: 'a stage was left behind',
      before: 'FROM node:22 AS old\nRUN npm ci\nFROM nginx:1.27\nCOPY site /usr/share/nginx/html\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    for (const stage of dockerfile.stages.slice(0, -1)) {
      if (isStageUsed(dockerfile, stage)) continue;
      if ((targetPlaces(facts, stage) ?? []).length > 0) continue;
      const name = stage.nameWord === null ? 'This stage' : `The stage \`${stage.nameWord.text}\``;
      const message = `${name} is not built, because nothing below takes anything from it.`;
      yield { span: stage.from.span, message, fix: null, left: reasonFor(facts, stage) };
    }
  },
} satisfies Rule;

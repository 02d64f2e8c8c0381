import type { Rule } from '../findings/rule.ts';
import { isStageUsed } from '../findings/shipped-stages.ts';

const LEFT =
  'it may be built by `--target` from a pipeline, a compose file or a bake file; remove it where nothing does';

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
  *check(dockerfile) {
    for (const stage of dockerfile.stages.slice(0, -1)) {
      if (isStageUsed(dockerfile, stage)) continue;
      const name = stage.nameWord === null ? 'This stage' : `The stage \`${stage.nameWord.text}\``;
      const message = `${name} is not built, because nothing below takes anything from it.`;
      yield { span: stage.from.span, message, fix: null, left: LEFT };
    }
  },
} satisfies Rule;

import { renameStage } from '../findings/rename-stage.ts';
import type { Rule } from '../findings/rule.ts';

/** Names with a meaning of their own (BuildKit, `reservedStageNames`). */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['scratch', 'the empty base'],
  ['context', 'the build context'],
]);

export default {
  id: 'reserved-stage-name',
  summary: 'A stage has the name of something else',
  rationale:
    '`scratch` stands for the empty base and `context` for the build context. A stage of that name hides ' +
    'it, or is never reached: `FROM scratch` and `COPY --from=context` may then mean something else than ' +
    'the reader thinks. The fix gives the stage another name, also where it is used.',
  severity: 'low',
  safety: 'review',
  effects: [],
  aliases: { hadolint: ['DL3063'], buildkit: ['ReservedStageName'] },
  references: ['https://docs.docker.com/reference/build-checks/reserved-stage-name/'],
  examples: [
    {
      name: 'a stage is called scratch',
      before: 'FROM debian:12 AS scratch\nCMD ["bash"]\n',
      after: 'FROM debian:12 AS scratch-stage\nCMD ["bash"]\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const stage of dockerfile.stages) {
      const { name, nameWord } = stage;
      const meaning = RESERVED.get(name ?? '');
      if (meaning === undefined || nameWord === null) continue;
      const message = `\`${nameWord.text}\` already stands for ${meaning}.`;
      const renaming = renameStage(dockerfile, facts, stage, { ending: '-stage', end: null });
      yield { span: nameWord.span, message, ...renaming };
    }
  },
} satisfies Rule;

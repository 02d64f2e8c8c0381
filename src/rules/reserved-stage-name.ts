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
    'the reader thinks.',
  severity: 'low',
  safety: null,
  effects: [],
  aliases: { hadolint: ['DL3063'], buildkit: ['ReservedStageName'] },
  references: ['https://docs.docker.com/reference/build-checks/reserved-stage-name/'],
  examples: [
    {
      name: 'a stage is called scratch',
      before: 'FROM debian:12 AS scratch\nCMD ["bash"]\n',
      after: null,
    },
  ],
  *check({ stages }) {
    for (const { name, nameWord } of stages) {
      const meaning = RESERVED.get(name ?? '');
      if (meaning === undefined || nameWord === null) continue;
      const message = `\`${nameWord.text}\` already stands for ${meaning}.`;
      const left =
        'build commands may ask for the stage by this name, so its author has to choose another';
      yield { span: nameWord.span, message, fix: null, left };
    }
  },
} satisfies Rule;

import { stageReferences } from '../findings/stage-references.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'copy-from-self',
  summary: 'A stage copies from itself',
  rationale:
    'A stage is finished before others can read from it, so it cannot read from itself: the builder ' +
    'stops with a circular dependency. Files that are already in the stage are copied with `RUN cp`; ' +
    'otherwise another stage was meant.',
  severity: 'critical',
  safety: null,
  effects: [],
  aliases: {
    hadolint: ['DL3023'],
    trivy: ['DS-0006', 'DS006'],
    kics: ["COPY '--from' References Current FROM Alias", 'cdddb86f-95f6-4fc4-b5a1-483d9afceb2b'],
  },
  references: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://github.com/hadolint/hadolint/wiki/DL3023',
    'https://avd.aquasec.com/misconfig/ds-0006',
  ],
  examples: [
    {
      name: 'the stage names itself',
      before: 'FROM golang:1.23 AS build\nCOPY --from=build /src /app\n',
      after: null,
    },
  ],
  *check(dockerfile) {
    for (const { word, by, stage } of stageReferences(dockerfile)) {
      const isName = stage.name !== null && word.text.toLowerCase() === stage.name;
      const isIndex = by === 'copy' && word.text === String(stage.index);
      // FROM cannot mean its own stage: it takes an image of that name.
      if (by === 'from' || (!isName && !isIndex)) continue;
      const message = `\`${word.text}\` is the stage that this instruction stands in.`;
      const left =
        'which stage was meant, or whether the files are already there, is not in the file';
      yield { span: word.span, message, fix: null, left };
    }
  },
} satisfies Rule;

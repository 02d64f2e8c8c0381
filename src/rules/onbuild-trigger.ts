import type { Rule } from '../findings/rule.ts';

/** What the builder refuses behind ONBUILD, and why it cannot be put right here. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['ONBUILD', 'in which images the inner instruction should run is not in the file'],
  ['FROM', 'an image built on this has a FROM of its own'],
  ['MAINTAINER', 'who answers for an image built on this is not in the file'],
]);

export default {
  id: 'onbuild-trigger',
  summary: 'ONBUILD is followed by an instruction that it cannot trigger',
  rationale:
    'ONBUILD notes an instruction for images that are built on this one. FROM, MAINTAINER and another ' +
    'ONBUILD cannot be noted: the builder stops, so no image comes of the file.',
  severity: 'medium',
  safety: null,
  effects: [],
  about: ['ONBUILD'],
  aliases: {
    hadolint: ['DL3043'],
    kics: ['ONBUILD Cannot Trigger FROM or MAINTAINER', '408460f2-2a0f-21ab-ab37-4fb86ac3b5ce'],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#onbuild-limitations',
    'https://github.com/hadolint/hadolint/wiki/DL3043',
  ],
  examples: [
    {
      name: 'MAINTAINER is behind ONBUILD',
      before: 'FROM debian:12\nONBUILD MAINTAINER Ada\n',
      after: null,
    },
  ],
  *check({ instructions }) {
    for (const { trigger } of instructions) {
      const left = REFUSED.get(trigger?.keyword ?? '');
      if (trigger === null || left === undefined) continue;
      const message = `The builder refuses ${trigger.keyword} behind ONBUILD.`;
      yield { span: trigger.keywordSpan, message, fix: null, left };
    }
  },
} satisfies Rule;

import { findRepeated } from '../findings/repeated-instruction.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'multiple-entrypoint',
  summary: 'A stage has more than one ENTRYPOINT',
  rationale:
    'Only the last ENTRYPOINT of a stage counts. Those before it have no effect, and whoever reads them ' +
    'thinks that they have. The fix deletes them; that an ENTRYPOINT takes away the CMD of the base ' +
    'image stays as it is.',
  severity: 'critical',
  safety: 'safe',
  effects: [],
  about: ['ENTRYPOINT'],
  aliases: {
    hadolint: ['DL4004'],
    trivy: ['DS-0007', 'DS007'],
    kics: ['Multiple ENTRYPOINT Instructions Listed', '6938958b-3f1a-451c-909b-baeee14bdc97'],
    buildkit: ['MultipleInstructionsDisallowed'],
    sonar: ['S6589'],
    semgrep: ['multiple-entrypoint-instructions'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    'https://github.com/hadolint/hadolint/wiki/DL4004',
    'https://avd.aquasec.com/misconfig/ds-0007',
  ],
  examples: [
    {
      name: 'a second ENTRYPOINT makes the first one void',
      before: 'FROM debian:12\nENTRYPOINT ["/old"]\nENTRYPOINT ["/new"]\n',
      after: 'FROM debian:12\nENTRYPOINT ["/new"]\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findRepeated(dockerfile, facts, 'ENTRYPOINT');
  },
} satisfies Rule;

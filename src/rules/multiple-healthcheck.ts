import { findRepeated } from '../findings/repeated-instruction.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'multiple-healthcheck',
  summary: 'A stage has more than one HEALTHCHECK',
  rationale:
    'Only the last HEALTHCHECK of a stage counts: a second one does not add to the first, it takes its ' +
    'place. Whoever reads both thinks that both are checked. The fix deletes those without effect.',
  severity: 'medium',
  safety: 'safe',
  effects: [],
  about: ['HEALTHCHECK'],
  aliases: {
    hadolint: ['DL3012'],
    trivy: ['DS-0023', 'DS023'],
    kics: ['Multiple HEALTHCHECK Instructions', '1c2d47bd-eec6-6485-7ed7-3d0650e960a4'],
    buildkit: ['MultipleInstructionsDisallowed'],
    sonar: ['S6589'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    'https://github.com/hadolint/hadolint/wiki/DL3012',
    'https://avd.aquasec.com/misconfig/ds-0023',
  ],
  examples: [
    {
      name: 'a second HEALTHCHECK takes the place of the first one',
      before:
        'FROM nginx:1.27\nHEALTHCHECK CMD pgrep nginx\nHEALTHCHECK CMD curl -f http://localhost/\n',
      after: 'FROM nginx:1.27\nHEALTHCHECK CMD curl -f http://localhost/\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findRepeated(dockerfile, facts, 'HEALTHCHECK');
  },
} satisfies Rule;

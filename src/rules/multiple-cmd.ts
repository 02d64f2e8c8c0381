import { findRepeated } from '../findings/repeated-instruction.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'multiple-cmd',
  summary: 'A stage has more than one CMD',
  rationale:
    'Only the last CMD of a stage counts. Those before it have no effect, and whoever reads them thinks ' +
    'that they have. The fix deletes them.',
  severity: 'high',
  safety: 'safe',
  effects: [],
  about: ['CMD'],
  aliases: {
    hadolint: ['DL4003'],
    trivy: ['DS-0016', 'DS016'],
    kics: ['Multiple CMD Instructions Listed', '41c195f4-fc31-4a5c-8a1b-90605538d49f'],
    buildkit: ['MultipleInstructionsDisallowed'],
    sonar: ['S6589'],
  },
  references: [
    'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    'https://github.com/hadolint/hadolint/wiki/DL4003',
    'https://avd.aquasec.com/misconfig/ds-0016',
  ],
  examples: [
    {
      name: 'a second CMD makes the first one void',
      before: 'FROM node:20\nCMD ["npm", "test"]\nCMD ["node", "server.js"]\n',
      after: 'FROM node:20\nCMD ["node", "server.js"]\n',
    },
  ],
  *check(dockerfile, facts) {
    yield* findRepeated(dockerfile, facts, 'CMD');
  },
} satisfies Rule;

import { healthAnswer } from '../findings/health-question.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'no-healthcheck',
  summary: 'The image has no HEALTHCHECK',
  rationale:
    'Docker and Swarm take a container for healthy as long as its process lives, also when it answers ' +
    'nobody. A HEALTHCHECK tells them how to find out. Kubernetes ignores it and has probes of its ' +
    'own, and a job that ends needs none. Where a compose file of the repository asks, the fix puts the ' +
    'same question into the image.',
  severity: 'low',
  safety: 'review',
  opinionated: true,
  effects: ['healthcheck'],
  aliases: {
    hadolint: ['DL3057'],
    trivy: ['DS-0026', 'DS026'],
    checkov: ['CKV_DOCKER_2'],
    kics: ['Healthcheck Instruction Missing'],
    dockle: ['CIS-DI-0006'],
  },
  references: [
    'https://docs.docker.com/reference/dockerfile/#healthcheck',
    'https://avd.aquasec.com/misconfig/ds-0026',
  ],
  examples: [
    {
      name: 'a server says nothing of its health',
      before: 'FROM node:22\nCMD ["node", "server.js"]\n',
      after: null,
    },
    {
      name: 'Compose asks the service',
      files: {
        'compose.yaml':
          'services:\n  web:\n    build: .\n    healthcheck:\n      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://localhost:8080/health"]\n      interval: 30s\n      retries: 3\n',
      },
      before: 'FROM node:22-alpine\nEXPOSE 8080\nCMD ["node", "server.js"]\n',
      after:
        'FROM node:22-alpine\nEXPOSE 8080\nHEALTHCHECK --interval=30s --retries=3 CMD ["wget", "-q", "-O", "/dev/null", "http://localhost:8080/health"]\nCMD ["node", "server.js"]\n',
    },
  ],
  *check(dockerfile, facts) {
    const stage = dockerfile.stages.at(-1);
    if (stage === undefined) return;
    const { healthcheck, entrypoint, cmd } = facts.result(stage);
    const isSet = healthcheck !== null && healthcheck !== 'unknown';
    const runsNothing = entrypoint === null && cmd === null;
    if (isSet || runsNothing) return;
    const message = 'Nothing says how to find out whether the last stage, once it runs, works.';
    const answer = healthAnswer(dockerfile, facts, stage);
    const { span } = stage.from;
    if ('fix' in answer) yield { span, message, fix: answer.fix };
    else yield { span, message, fix: null, left: answer.left };
  },
} satisfies Rule;

import type { Rule } from '../findings/rule.ts';

const LEFT =
  'how to ask the program whether it works is not in the file: add a HEALTHCHECK with a tool that is in the image, unless the platform asks by itself, as Kubernetes does';

export default {
  id: 'no-healthcheck',
  summary: 'The image has no HEALTHCHECK',
  rationale:
    'Docker and Swarm take a container for healthy as long as its process lives, also when it answers ' +
    'nobody. A HEALTHCHECK tells them how to find out. Kubernetes ignores it and has probes of its ' +
    'own, and a job that ends needs none.',
  severity: 'low',
  safety: null,
  opinionated: true,
  effects: [],
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
  ],
  *check(dockerfile, facts) {
    const stage = dockerfile.stages.at(-1);
    if (stage === undefined) return;
    const { healthcheck, entrypoint, cmd } = facts.result(stage);
    const isSet = healthcheck !== null && healthcheck !== 'unknown';
    const runsNothing = entrypoint === null && cmd === null;
    if (isSet || runsNothing) return;
    const message = 'Nothing says how to find out whether the last stage, once it runs, works.';
    yield { span: stage.from.span, message, fix: null, left: LEFT };
  },
} satisfies Rule;

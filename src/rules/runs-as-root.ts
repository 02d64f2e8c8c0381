import { privilegeDrop } from '../findings/privilege-drop.ts';
import { rootReason } from '../findings/root-reason.ts';
import type { Rule } from '../findings/rule.ts';
import { isRootUser, shippedUser } from '../findings/shipped-user.ts';

export default {
  id: 'runs-as-root',
  summary: 'The image runs as root because no USER is set',
  rationale:
    'A process that runs as root can change every file of the container, and has more ways to get out ' +
    'of it. Where a program needs no root, a user of its own limits what a break-in is worth, and ' +
    'platforms that refuse root accept the image. Looked at is the last stage, which `docker build` ' +
    'without `--target` yields. Which paths the user has to write only its author knows, so no USER ' +
    'is added here. Images whose entry point gives up root itself (gosu, su-exec, setpriv) are right ' +
    'as they are.',
  severity: 'high',
  safety: null,
  effects: [],
  aliases: {
    trivy: ['DS-0002', 'DS002'],
    checkov: ['CKV_DOCKER_3'],
    kics: ['Missing User Instruction', 'fd54f200-402c-4333-a5a4-36ef6709af2f'],
    dockle: ['CIS-DI-0001'],
    sonar: ['S6471'],
    semgrep: ['missing-user', 'missing-user-entrypoint'],
  },
  references: [
    'https://avd.aquasec.com/misconfig/ds-0002',
    'https://docs.docker.com/build/building/best-practices/#user',
  ],
  examples: [
    {
      name: 'the base image runs as root and nothing changes that',
      before: 'FROM node:22\nCOPY server.js /app/\nCMD ["node", "/app/server.js"]\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const shipped = shippedUser(dockerfile, facts);
    if (shipped === null || shipped.instruction !== null || !isRootUser(shipped.user)) return;
    const { stage } = shipped;
    const { entrypoint, cmd } = facts.result(stage);
    const runsNothing = entrypoint === null && cmd === null;
    if (runsNothing || facts.base(stage).os === 'windows') return;
    if (privilegeDrop(dockerfile, facts, stage)?.certain === true) return;
    const message =
      'Nothing sets a user for the last stage, which is what is built without `--target`, so it runs as root.';
    const left = rootReason(dockerfile, facts, stage);
    yield { span: stage.from.span, message, fix: null, left };
  },
} satisfies Rule;

import { backToUser } from '../findings/non-root/back-to-user.ts';
import { USER_PATHS } from '../findings/non-root/non-root.ts';
import { privilegeDrop } from '../findings/privilege-drop.ts';
import type { Rule } from '../findings/rule.ts';
import { isRootUser, shippedUser } from '../findings/shipped-user.ts';

export default {
  id: 'last-user-root',
  summary: 'The last USER is root, so the image runs as root',
  rationale:
    'USER is changed to root to install something, and not changed back. The container then runs as ' +
    'root, although the base image or an earlier instruction meant another user. Looked at is the last ' +
    'stage, which `docker build` without `--target` yields. The fix goes back to the user from before ' +
    'behind everything that is built as root; where there was none, it looks for one as ' +
    '`runs-as-root` does.',
  severity: 'high',
  safety: 'review',
  effects: ['user', 'files'],
  paths: USER_PATHS,
  about: ['USER'],
  aliases: {
    hadolint: ['DL3002'],
    trivy: ['DS-0002', 'DS002'],
    checkov: ['CKV_DOCKER_8'],
    kics: ['Last User Is root', "Last User Is 'root'", '67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae'],
    dockle: ['CIS-DI-0001'],
    sonar: ['S6471'],
    semgrep: ['last-user-is-root'],
  },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3002',
    'https://avd.aquasec.com/misconfig/ds-0002',
    'https://docs.docker.com/build/building/best-practices/#user',
  ],
  examples: [
    {
      name: 'root is not left again',
      before:
        'FROM jenkins/jenkins:lts\nUSER root\nRUN apt-get update && apt-get install -y make\n',
      after:
        'FROM jenkins/jenkins:lts\nUSER root\nRUN apt-get update && apt-get install -y make\nUSER jenkins\n',
    },
  ],
  *check(dockerfile, facts) {
    const shipped = shippedUser(dockerfile, facts);
    const instruction = shipped?.instruction ?? null;
    if (shipped === null || instruction === null || !isRootUser(shipped.user)) return;
    const { stage } = shipped;
    if (privilegeDrop(dockerfile, facts, stage)?.certain === true) return;
    const message =
      'This is the last USER of the last stage, which is what is built without `--target`, so it runs as root.';
    yield {
      span: instruction.span,
      message,
      ...backToUser(dockerfile, facts, stage, instruction),
    };
  },
} satisfies Rule;

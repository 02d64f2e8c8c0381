import type { Dockerfile } from '../dockerfile/model.ts';
import { findSplit } from '../findings/multi-stage/find-split.ts';
import { isSplit } from '../findings/multi-stage/recipe.ts';
import { RECIPES } from '../findings/multi-stage/recipes.ts';
import { USER_PATHS, nonRoot } from '../findings/non-root/non-root.ts';
import { windowsAdvice } from '../findings/non-root/windows-user.ts';
import { privilegeDrop } from '../findings/privilege-drop.ts';
import type { Answer, Facts, Rule } from '../findings/rule.ts';
import { isRootUser, shippedUser } from '../findings/shipped-user.ts';

/** Where the stage is going to be split onto an image with a user, there is none to be made. */
function splitOntoUser(dockerfile: Dockerfile, facts: Facts): Answer | null {
  if (facts.policy.runtime === 'plain') return null;
  const answer = findSplit(dockerfile, facts, RECIPES)?.answer;
  if (answer === undefined || !isSplit(answer)) return null;
  const { user, userLater, preconditions } = answer;
  if (user === undefined && userLater === undefined) return null;
  const left =
    user === undefined
      ? `write the command in the exec form, with which \`build-tools-in-image\` ships the program on distroless, and it runs as user ${userLater ?? ''}`
      : `take the fix of \`build-tools-in-image\`, with which the program is shipped on distroless and runs as user ${user}`;
  return { fix: null, left, preconditions };
}

export default {
  id: 'runs-as-root',
  summary: 'The image runs as root because no USER is set',
  rationale:
    'A process that runs as root can change every file of the container, and has more ways to get out ' +
    'of it. Where a program needs no root, a user of its own limits what a break-in is worth, and ' +
    'platforms that refuse root accept the image. Looked at is the last stage, which `docker build` ' +
    'without `--target` yields. The fix takes the user that the base image or the file has for it, by ' +
    'its number, or creates one in the way of the distribution, gives it the directories that the file ' +
    'or the repository names as written, and sets USER behind everything that is built as root. It ' +
    'looks first at what starts, at its script, its ports, what it writes and how compose files and ' +
    'manifests run it, and leaves alone what needs root or gives it up itself (gosu, su-exec, setpriv).',
  severity: 'high',
  safety: 'review',
  effects: ['user', 'files'],
  paths: USER_PATHS,
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
      name: 'the base image has a user for programs',
      before: 'FROM node:22\nCOPY server.js /app/\nEXPOSE 8080\nCMD ["node", "/app/server.js"]\n',
      after:
        'FROM node:22\nCOPY server.js /app/\nEXPOSE 8080\nUSER 1000:1000\nCMD ["node", "/app/server.js"]\n',
    },
    {
      name: 'a user has to be created',
      before:
        'FROM debian:12\nCOPY server /usr/local/bin/\nENV PORT=8080\nCMD ["server", "--port", "8080"]\n',
      after:
        'FROM debian:12\nCOPY server /usr/local/bin/\nENV PORT=8080\nRUN groupadd -g 10001 app && useradd -l -u 10001 -g app -m app\nUSER 10001:10001\nCMD ["server", "--port", "8080"]\n',
    },
    {
      name: 'the entry point gives up root itself',
      before: 'FROM debian:12\nCOPY entry.sh /\nEXPOSE 8080\nENTRYPOINT ["/entry.sh"]\n',
      after: null,
      files: { 'entry.sh': '#!/bin/sh\nchown app /data\nexec setpriv --reuid=app server\n' },
    },
  ],
  *check(dockerfile, facts) {
    const shipped = shippedUser(dockerfile, facts);
    if (shipped === null || shipped.instruction !== null || !isRootUser(shipped.user)) return;
    const { stage } = shipped;
    const { entrypoint, cmd } = facts.result(stage);
    if (entrypoint === null && cmd === null) return;
    if (privilegeDrop(dockerfile, facts, stage)?.certain === true) return;
    const isWindows = facts.base(stage).os === 'windows';
    const message = `Nothing sets a user for the last stage, which is what is built without \`--target\`, so it runs as ${isWindows ? 'ContainerAdministrator' : 'root'}.`;
    if (isWindows) {
      yield {
        span: stage.from.span,
        message,
        fix: null,
        left: windowsAdvice(dockerfile, facts, stage),
      };
      return;
    }
    const answer = () => splitOntoUser(dockerfile, facts) ?? nonRoot(dockerfile, facts, stage);
    yield { span: stage.from.span, message, answer };
  },
} satisfies Rule;

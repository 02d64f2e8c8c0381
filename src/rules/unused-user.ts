import type { Instruction, Stage } from '../dockerfile/model.ts';
import { stageChain } from '../findings/base-image.ts';
import { createdUsers } from '../findings/created-users.ts';
import { nonRoot } from '../findings/non-root/non-root.ts';
import type { NonRoot } from '../findings/non-root/non-root.ts';
import { commandText, privilegeDrop } from '../findings/privilege-drop.ts';
import { startedServer } from '../findings/started-server.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { isRootUser, shippedUser } from '../findings/shipped-user.ts';
import type { ShippedUser } from '../findings/shipped-user.ts';

/** Instructions that may name the user of a program. */
const NAMERS = new Set(['ENV', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Commands of RUN that use a user: they run something as one, or write the name into a file. */
const USERS = /\b(?:su|sudo|gosu|su-exec|runuser|setpriv|echo|printf|sed|crontab|loginctl)\b/;

/**
 * The words of everything that may run something as a user: `app` is one of `user app;` and of
 * `su - app`, not of `app.py`.
 */
function usedWords(instructions: readonly Instruction[]): ReadonlySet<string> {
  const texts = instructions.flatMap(({ keyword, body, heredocs }) => {
    const isUse = keyword === 'RUN' ? USERS.test(body.text) : NAMERS.has(keyword);
    return [...(isUse ? [body.text] : []), ...heredocs.map(({ content }) => content)];
  });
  return new Set(texts.flatMap((text) => text.split(/[\s"',;:=@()[\]{}]+/)));
}

/** True when the image runs as another user than root, or may do so. */
function mayBeAnother({ user, instruction }: ShippedUser): boolean {
  if (instruction === null && user === 'unknown') return false;
  return !isRootUser(user);
}

/** A script may go on as any user, and servers let users log in or work as them. */
function startsOthers(facts: Facts, stage: Stage): boolean {
  const isScript = /\.sh\b|entry-?point/.test(commandText(facts, stage));
  return isScript || startedServer(facts, stage) !== null;
}

/** Without a fix, there are two ways for a user that nobody uses. */
function answer(found: NonRoot, name: string): NonRoot {
  if (found.fix !== null) return found;
  return { ...found, left: `${found.left}; or remove \`${name}\`, which nothing uses` };
}

export default {
  id: 'unused-user',
  summary: 'A user is created and never used',
  rationale:
    'The file creates a user, most likely to run the program as, and no USER says so: the container ' +
    'runs as root. Users that an entry point, a script or a service may use are not meant. The fix adds ' +
    'USER, after the looks that `runs-as-root` takes.',
  severity: 'info',
  safety: 'review',
  effects: ['user'],
  about: ['useradd', 'adduser'],
  aliases: {},
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  examples: [
    {
      name: 'USER was forgotten',
      before: 'FROM python:3.12\nRUN useradd -m app\nEXPOSE 8080\nCMD ["python", "app.py"]\n',
      after:
        'FROM python:3.12\nRUN useradd -m app\nEXPOSE 8080\nUSER app\nCMD ["python", "app.py"]\n',
    },
  ],
  *check(dockerfile, facts) {
    const shipped = shippedUser(dockerfile, facts);
    if (shipped === null || mayBeAnother(shipped)) return;
    const { stage } = shipped;
    if (privilegeDrop(dockerfile, facts, stage) !== null || startsOthers(facts, stage)) return;
    const used = usedWords(stageChain(stage).flatMap(({ instructions }) => instructions));
    for (const { name, span } of createdUsers(dockerfile, facts, stage)) {
      if (used.has(name)) continue;
      const message = `The user \`${name}\` is created, and no USER names it.`;
      yield { span, message, ...answer(nonRoot(dockerfile, facts, stage), name) };
    }
  },
} satisfies Rule;

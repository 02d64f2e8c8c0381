import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import { baseImageName } from './base-image.ts';
import { createdUsers } from './created-users.ts';
import { commandText, privilegeDrop } from './privilege-drop.ts';
import type { Facts } from './rule.ts';

/** Servers that start as root and serve as another user. */
const SERVER =
  /(?:^|[\s/"'])(nginx|httpd|apache2|apache2-foreground|httpd-foreground|php-fpm|sshd|crond?|supervisord|systemd)(?=$|[\s"'])/;

const FIRST_ROOT_FREE_PORT = 1024;

/** Why no USER is added for the author, and what to do: one clause. */
export function rootReason(dockerfile: Dockerfile, facts: Facts, stage: Stage): string {
  const drop = privilegeDrop(dockerfile, facts, stage);
  if (drop !== null) {
    return `the stage has ${drop.by}, so its entry point probably gives up root itself; look there, because USER would break that`;
  }
  const server = startedServer(facts, stage);
  if (server !== null) {
    return `${server} starts as root and may serve as another user by its own configuration; a USER needs ports from 1024 on and paths that this user may write`;
  }
  return `${userAdvice(dockerfile, facts, stage)}${portAdvice(facts, stage)}`;
}

/** The server, of those that change the user themselves, that the image starts; null for none. */
export function startedServer(facts: Facts, stage: Stage): string | null {
  return SERVER.exec(commandText(facts, stage))?.[1] ?? null;
}

function userAdvice(dockerfile: Dockerfile, facts: Facts, stage: Stage): string {
  const created = createdUsers(dockerfile, facts, stage)[0];
  const ready = created?.name ?? readyUser(dockerfile, facts, stage);
  if (ready === null) {
    return 'which paths the program writes is not in the file: create a user with a fixed id, give it those paths, then add USER before the command';
  }
  if (ready.startsWith('65532')) {
    return `an image without shell needs no more than \`USER ${ready}\` before the command, once that id may write the paths that the program writes`;
  }
  const from = created === undefined ? 'the base image brings' : 'the file creates';
  return `${from} the user \`${ready}\`: give it the paths that the program writes, then add \`USER ${ready}\` before the command`;
}

/** A user that images of this kind have for the purpose. */
function readyUser(dockerfile: Dockerfile, facts: Facts, stage: Stage): string | null {
  const { distribution, env } = facts.base(stage);
  if (baseImageName(dockerfile, stage) === 'node') return 'node';
  if ('APP_UID' in env) return '$APP_UID';
  return distribution === 'distroless' || distribution === 'scratch' ? '65532:65532' : null;
}

function portAdvice(facts: Facts, stage: Stage): string {
  const { exposed } = facts.result(stage);
  const low = exposed
    .map((port) => Number.parseInt(port, 10))
    .find((port) => port < FIRST_ROOT_FREE_PORT);
  return low === undefined
    ? ''
    : `, and mind that not every platform lets other users than root listen on port ${low}`;
}

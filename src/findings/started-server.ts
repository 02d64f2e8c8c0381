import type { Stage } from '../dockerfile/model.ts';
import { commandText } from './privilege-drop.ts';
import type { Facts } from './rule.ts';

/** Servers that start as root and serve as another user. */
const SERVER =
  /(?:^|[\s/"'])(nginx|httpd|apache2|apache2-foreground|httpd-foreground|php-fpm|sshd|crond?|supervisord|systemd)(?=$|[\s"'])/;

/** The server, of those that change the user themselves, that the image starts; null for none. */
export function startedServer(facts: Facts, stage: Stage): string | null {
  return SERVER.exec(commandText(facts, stage))?.[1] ?? null;
}

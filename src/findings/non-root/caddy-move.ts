import { baseImageName } from '../base-image.ts';
import { moveCaddy } from './caddy-config.ts';
import type { PortMove } from './port-move.ts';
import { mountOver } from './server-config.ts';
import { MOVED_PORT, serverMove } from './server-move.ts';
import type { Subject } from './subject.ts';

const CADDYFILE = '/etc/caddy/Caddyfile';

/** Certificates and its last configuration (github.com/caddyserver/caddy-docker, XDG_DATA_HOME, XDG_CONFIG_HOME). */
const WRITTEN = ['/data/caddy', '/config/caddy'];

/** Caddy of the official image, with plain HTTP on port 80; null where it is something else. */
export function caddyMove(subject: Subject): PortMove | null {
  const { dockerfile, stage, commands } = subject;
  const [command, ...more] = commands;
  if (baseImageName(dockerfile, stage) !== 'caddy' || more.length > 0) return null;
  if (
    !/^caddy run --config \/etc\/caddy\/Caddyfile(?: --adapter caddyfile)?$/.test(
      command?.text ?? '',
    )
  )
    return null;
  const move = serverMove(subject, {
    name: 'Caddy',
    folder: '/etc/caddy',
    user: null,
    giving: [],
    owned: [],
    move: moveCaddy,
    own: (configs) =>
      configs.some(({ target }) => target === CADDYFILE)
        ? []
        : [{ path: CADDYFILE, command: `sed -i 's/^:80/:${MOVED_PORT}/' ${CADDYFILE}` }],
    against: (configs) => {
      const odd = configs.find(({ target }) => target !== CADDYFILE);
      if (odd !== undefined) return `${odd.path} is copied to ${odd.target}`;
      const changing = subject.instructions.find(
        ({ keyword, body }) => keyword === 'RUN' && body.text.includes('Caddyfile'),
      );
      if (changing !== undefined)
        return `line ${subject.lineOf(changing)} changes the Caddyfile, too`;
      return mountOver(subject, /^\/etc\/caddy(?:\/|$)/);
    },
    setting: `\`:${MOVED_PORT}\``,
    byHand: `\`:${MOVED_PORT}\` in the Caddyfile, \`install -d -o 10001 -g 10001 ${WRITTEN.join(' ')}\`, \`USER 10001:10001\``,
    instead: null,
  });
  return move === null ? null : { ...move, writes: WRITTEN };
}

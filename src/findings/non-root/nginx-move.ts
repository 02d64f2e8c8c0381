import { baseImageName } from '../base-image.ts';
import type { PortMove } from './port-move.ts';
import { mountOver } from './server-config.ts';
import type { Config } from './server-config.ts';
import { MOVED_PORT, serverMove, serverUser } from './server-move.ts';
import type { OwnConfig } from './server-move.ts';
import { moveListen } from './nginx-config.ts';
import type { Subject } from './subject.ts';

/** What the first process of nginx writes (https://hub.docker.com/_/nginx, "Running nginx as a non-root user"). */
const OWNED = ['/var/cache/nginx', '/run/nginx.pid'];

const DEFAULT_SITE = '/etc/nginx/conf.d/default.conf';

/** Taking away what the image brings along; every other RUN that names nginx may change it. */
const REMOVES_DEFAULT =
  /^\s*rm\s+(?:-\w+\s+)*\/etc\/nginx\/conf\.d\/(?:default\.conf|\*(?:\.conf)?)\s*$/;

/** Since 1.17 the user has the number 101 in all variants (github.com/nginxinc/docker-nginx). */
const FIRST_NUMBERED = 17;

/** nginx of the official image, with a site of the repository or its own; null where it is something else. */
export function nginxMove(subject: Subject): PortMove | null {
  const { dockerfile, facts, stage, commands } = subject;
  const ids = facts.base(stage).users['nginx'];
  const [command, ...more] = commands;
  if (baseImageName(dockerfile, stage) !== 'nginx' || ids === undefined || more.length > 0)
    return null;
  if (!/^\S*nginx -g daemon off;$/.test(command?.text ?? '') || isOld(stage.base.text)) return null;
  const what = 'the user `nginx` of the base image';
  return serverMove(subject, {
    name: 'nginx',
    folder: '/etc/nginx',
    user: serverUser(ids, 'nginx', what),
    giving: [`touch /run/nginx.pid`, `chown ${ids} ${OWNED.join(' ')}`],
    owned: OWNED,
    move: moveListen,
    own: (configs) => ownSite(subject, configs),
    against: (configs) => reasonAgainst(subject, configs),
    setting: `\`listen ${MOVED_PORT}\``,
    byHand: `\`listen ${MOVED_PORT}\`, \`touch /run/nginx.pid\`, \`chown ${ids} ${OWNED.join(' ')}\`, \`USER ${ids}\``,
    instead: alternative(subject),
  });
}

function isOld(base: string): boolean {
  const [, major, minor] = /:(\d+)\.(\d+)/.exec(base) ?? [];
  return major === '1' && Number(minor) < FIRST_NUMBERED;
}

function alternative({ stage }: Subject): string {
  const tag = /:([\w.-]+)/.exec(stage.base.text)?.[1] ?? 'TAG';
  return `take \`nginxinc/nginx-unprivileged:${tag}\`, which does all this, where there is such a tag`;
}

function runsAbout({ instructions }: Subject) {
  return instructions.filter(
    ({ keyword, body }) => keyword === 'RUN' && /nginx|\/docker-entrypoint/.test(body.text),
  );
}

/**
 * The site that the image brings along listens on port 80
 * (github.com/nginx/pkg-oss, `nginx.default.conf`), unless a file or a RUN takes it away.
 */
function ownSite(subject: Subject, configs: readonly Config[]): readonly OwnConfig[] {
  const textOf = (path: string) => subject.facts.surroundings()?.text(path) ?? '';
  const isReplaced = configs.some(({ target }) => target === DEFAULT_SITE);
  const isWhole = configs.some(({ target }) => target === '/etc/nginx/nginx.conf');
  const isIncluded = configs.some(({ path }) => textOf(path).includes('conf.d'));
  const isRemoved = runsAbout(subject).some(({ body }) => REMOVES_DEFAULT.test(body.text));
  if (isReplaced || isRemoved || (isWhole && !isIncluded)) return [];
  const command = `sed -i 's/listen  *80;/listen ${MOVED_PORT}; port_in_redirect off;/' ${DEFAULT_SITE}`;
  return [{ path: DEFAULT_SITE, command }];
}

function reasonAgainst(subject: Subject, configs: readonly Config[]): string | null {
  const odd = configs.find(
    ({ target }) => !/^\/etc\/nginx\/(?:nginx\.conf|conf\.d\/[\w.-]+\.conf)$/.test(target),
  );
  if (odd !== undefined) return `${odd.path} is copied to ${odd.target}`;
  const changing = runsAbout(subject).find(
    ({ body }) =>
      !REMOVES_DEFAULT.test(body.text) && /\/etc\/nginx|\/docker-entrypoint/.test(body.text),
  );
  if (changing !== undefined)
    return `line ${subject.lineOf(changing)} changes the configuration of nginx, too`;
  return mountOver(subject, /^\/(?:etc\/nginx|run|var\/run|var\/cache)(?:\/|$)/);
}

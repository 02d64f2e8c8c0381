import { baseImageName } from '../base-image.ts';
import { moveApache } from './apache-config.ts';
import type { PortMove } from './port-move.ts';
import { mountOver } from './server-config.ts';
import type { Config } from './server-config.ts';
import { MOVED_PORT, serverMove, serverUser } from './server-move.ts';
import type { OwnConfig, WebServer } from './server-move.ts';
import type { Subject } from './subject.ts';

/** What differs between the images that start Apache. */
interface ApacheImage {
  readonly folder: string;
  readonly command: RegExp;
  /** Targets that a file of the repository may have. */
  readonly targets: RegExp;
  /** Files of the image that listen on port 80, and the command that moves each. */
  readonly own: readonly (OwnConfig & { readonly replacedBy: RegExp })[];
  /** What the first process writes, and what belongs to root in the image. */
  readonly owned: readonly string[];
}

/** What other lines of a RUN say about ports and TLS. */
const CHANGES = /\bListen\b|\b(?:80|443)\b|ports\.conf|\bssl\b|httpd-ssl|default-ssl/;

/** Its first process writes the pid file into `logs` (github.com/docker-library/httpd). */
const HTTPD: ApacheImage = {
  folder: '/usr/local/apache2/conf',
  command: /^httpd-foreground$/,
  targets: /^\/usr\/local\/apache2\/conf\/(?:[\w-]+\/)*[\w.-]+\.(?:conf|types)$/,
  own: [
    {
      path: '/usr/local/apache2/conf/httpd.conf',
      command: `sed -i 's/^Listen 80$/Listen ${MOVED_PORT}/' /usr/local/apache2/conf/httpd.conf`,
      replacedBy: /\/conf\/httpd\.conf$/,
    },
  ],
  owned: ['/usr/local/apache2/logs'],
};

/** Its folders for pid, locks and logs are open to every user (github.com/docker-library/php, issue 743). */
const PHP: ApacheImage = {
  folder: '/etc/apache2',
  command: /^apache2-foreground$/,
  targets: /^\/etc\/apache2\/(?:(?:sites|conf|mods)-(?:available|enabled)\/[\w.-]+|[\w.-]+\.conf)$/,
  own: [
    {
      path: '/etc/apache2/ports.conf',
      command: `sed -i 's/^Listen 80$/Listen ${MOVED_PORT}/' /etc/apache2/ports.conf`,
      replacedBy: /\/ports\.conf$/,
    },
    {
      path: '/etc/apache2/sites-available/000-default.conf',
      command: `sed -i 's/:80>/:${MOVED_PORT}>/' /etc/apache2/sites-available/000-default.conf`,
      replacedBy: /\/sites-(?:available|enabled)\/000-default\.conf$/,
    },
  ],
  owned: [],
};

/** PHP before closed those folders. */
const FIRST_OPEN = { major: 5, minor: 6 };

/** Apache of the images `httpd` and `php:…-apache`; null where it is something else. */
export function apacheMove(subject: Subject): PortMove | null {
  const { facts, stage, commands } = subject;
  const image = imageOf(subject);
  const ids = facts.base(stage).users['www-data'];
  const [command, ...more] = commands;
  if (image === null || ids === undefined || more.length > 0) return null;
  if (!image.command.test(command?.text ?? '')) return null;
  const giving = image.owned.length > 0 ? [`chown ${ids} ${image.owned.join(' ')}`] : [];
  const steps = [`\`Listen ${MOVED_PORT}\``, ...giving.map((each) => `\`${each}\``)];
  const what = 'the user `www-data` of the base image, as whom Apache serves';
  const server: WebServer = {
    name: 'Apache',
    folder: image.folder,
    user: serverUser(ids, 'www-data', what),
    giving,
    owned: image.owned,
    move: moveApache,
    own: (configs) => ownFiles(image, configs),
    against: (configs) => reasonAgainst(subject, image, configs),
    setting: `\`Listen ${MOVED_PORT}\` and \`<VirtualHost *:${MOVED_PORT}>\``,
    byHand: `${steps.join(', ')}, \`USER ${ids}\``,
    instead: null,
  };
  return serverMove(subject, server);
}

function imageOf({ dockerfile, stage }: Subject): ApacheImage | null {
  const name = baseImageName(dockerfile, stage);
  if (name === 'httpd') return HTTPD;
  if (name !== 'php') return null;
  const [, major, minor] = /:(\d+)(?:\.(\d+))?/.exec(stage.base.text) ?? [];
  const isOld =
    Number(major) === FIRST_OPEN.major && Number(minor ?? FIRST_OPEN.minor) < FIRST_OPEN.minor;
  return isOld ? null : PHP;
}

function ownFiles({ own }: ApacheImage, configs: readonly Config[]): readonly OwnConfig[] {
  return own.filter(({ replacedBy }) => configs.every(({ target }) => !replacedBy.test(target)));
}

function reasonAgainst(
  subject: Subject,
  { targets, folder }: ApacheImage,
  configs: readonly Config[],
): string | null {
  const odd = configs.find(({ target }) => !targets.test(target));
  if (odd !== undefined) return `${odd.path} is copied to ${odd.target}`;
  const changing = subject.instructions.find(
    ({ keyword, body, heredocs }) =>
      keyword === 'RUN' &&
      /apache2|httpd|\ba2(?:en|dis)\w+/.test(body.text) &&
      [body.text, ...heredocs.map(({ content }) => content)].some((text) => CHANGES.test(text)),
  );
  if (changing !== undefined)
    return `line ${subject.lineOf(changing)} changes the ports or the TLS of Apache`;
  return mountOver(
    subject,
    new RegExp(`^(?:${folder}|/usr/local/apache2/logs|/(?:var/)?run)(?:/|$)`),
  );
}

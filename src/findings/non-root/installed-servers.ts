import { unknown, refused } from './check.ts';
import type { Check } from './check.ts';
import { isScriptName } from './started-commands.ts';
import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';

/** Packages of servers that start as root and go on as others. */
const PACKAGES =
  'nginx(?:-\\w+)?|apache2|httpd|supervisor|cron|cronie|openssh-server|slapd|openldap|redis-server|(?:default-)?(?:mysql|mariadb)-server|postgresql(?:-\\d+)?|rsyslog|postfix|exim4|dovecot-\\w+|samba|vsftpd|squid|haproxy|bind9|dnsmasq|fail2ban|proftpd|openvpn|strongswan|xrdp';

const INSTALLS = new RegExp(
  `\\b(?:apt-get|apt|apk|yum|dnf|microdnf|zypper)\\b[^;&|]{0,4000}\\s(${PACKAGES})(?=[\\s=;&|]|$)`,
);

/** A server that is installed and not started by name may be what the script, or the program, starts. */
export function* installedServerChecks(subject: Subject): Generator<Check> {
  const run = lastMatching(subject, ['RUN'], INSTALLS);
  const name = run === undefined ? undefined : INSTALLS.exec(run.body.text)?.[1];
  if (run === undefined || name === undefined) return;
  const { commands, lineOf } = subject;
  const text = `nothing starts \`${name}\`, which line ${lineOf(run)} installs`;
  const script = commands.find((command) => isScriptName(command.name));
  if (script === undefined || commands.length > 1) {
    yield unknown(text);
    return;
  }
  yield refused(
    text,
    `line ${lineOf(run)} installs \`${name}\`, which \`${script.name}\` most likely starts, and it starts as root to go on as its own user: leave root to it, or take the user of \`${name}\` once its port, pid file and folders allow that`,
  );
}

import { held, refused } from './check.ts';
import type { Check } from './check.ts';
import type { Subject } from './subject.ts';

/** Programs that do what only root may do: names and why, with what a person can do instead. */
const PROGRAMS: readonly (readonly [names: string, reason: string])[] = [
  [
    'sshd dropbear',
    'logs people in as their own users, which only root can; `docker exec` needs no server',
  ],
  [
    'cron crond anacron',
    'starts jobs as the users of its tables; supercronic does the same as an ordinary user',
  ],
  [
    'supervisord circusd runit runsvdir my_init s6-svscan init systemd monit pm2-runtime-root',
    'starts several programs, each as a user of its own: name these in its configuration (`user=`), and leave root to it',
  ],
  [
    'dockerd dind containerd dockerd-entrypoint.sh podman buildkitd kubelet k3s kind crio buildah kaniko',
    'makes containers, which needs root or the rootless variant of it',
  ],
  [
    'service systemctl invoke-rc.d rc-service openrc-init start-stop-daemon',
    'starts services of the system; start the program itself, in the foreground, to be able to name its user',
  ],
  [
    'smbd nmbd vsftpd proftpd pure-ftpd dovecot postfix master exim sendmail radiusd slapd cupsd',
    'works as each user who logs in, which only root can',
  ],
  [
    'openvpn wg wg-quick charon ipsec strongswan xl2tpd pppd tinc tincd zerotier-one tailscaled iptables keepalived hostapd',
    'changes the network of the container or host, which needs root and a capability',
  ],
  ['ntpd chronyd', 'sets the clock of the host'],
  [
    'dhcpd dnsmasq named unbound',
    'opens low ports and gives up root itself afterwards (its option for the user)',
  ],
  [
    'tcpdump masscan nmap strace perf bpftrace falco sysdig gdb htop iotop',
    'looks into other processes or the network, which needs root or capabilities',
  ],
  [
    'debootstrap gparted losetup mount fdisk parted mkfs nfsd rpcbind',
    'works on file systems, which only root may',
  ],
];

const REASONS: ReadonlyMap<string, string> = new Map(
  PROGRAMS.flatMap(([names, reason]) => names.split(' ').map((name) => [name, reason] as const)),
);

/** Options by which the author says that root is meant. */
const MEANT = /(?:^|\s)(?:--allow-root|--user[= ]root|--run-as-root|--no-sandbox)(?=\s|$)/;

/** Programs that cannot do their work as another user. */
export function* rootProgramChecks({ commands }: Subject): Generator<Check> {
  const text = 'what it starts can do its work as another user';
  for (const { name, text: line } of commands) {
    const reason = REASONS.get(name);
    if (reason !== undefined) yield refused(text, `\`${name}\` ${reason}`);
    const option = MEANT.exec(line)?.[0].trim();
    if (option !== undefined) {
      yield refused(
        text,
        `\`${name}\` is started with \`${option}\`, which is for root: take the option out together with adding a user and a home that it may write`,
      );
    }
  }
  if (commands.length > 0) yield held(text);
}

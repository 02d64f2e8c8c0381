/** Commands of a script that only root can do, or that write outside what a user owns. */
export const NEEDS_ROOT: readonly (readonly [pattern: RegExp, what: string])[] = [
  [
    /^(?:chown|chgrp|useradd|adduser|usermod|groupadd|addgroup|groupmod|passwd|chpasswd)\b/,
    'changes owners or users',
  ],
  [
    /^(?:apt-get|apt|apk|yum|dnf|update-ca-certificates|update-alternatives|ldconfig|dpkg\S*)\b/,
    'changes the system',
  ],
  [
    /^(?:mount|umount|iptables|ip6tables|sysctl|modprobe|ip|ifconfig|route|setcap|mknod|losetup)\b/,
    'changes the host or the network',
  ],
  [
    /^(?:service|systemctl|cron|crond|crontab|sshd|\/usr\/sbin\/sshd|supervisord|nginx|apache2ctl|apachectl|httpd|php-fpm|rsyslogd|dockerd|redis-server|mysqld)\b/,
    'starts a service',
  ],
  [
    /^(?:npm (?:i|install|ci)|pip3? install|yarn install|bundle install|composer install)\b/,
    'installs packages',
  ],
];

/** Writes to places whose owner is not known here. */
export const WRITES =
  /(?:^|\s)(?:sed -i|tee|envsubst)\b|>>?\s*["']?(?:\/(?!dev\/|tmp\/|proc\/)|\$|[\w.])|^(?:mkdir|cp|mv|ln|touch|install|rm|chmod|rsync|tar|unzip|mktemp -p)\b/;

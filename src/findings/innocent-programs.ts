/** Programs that read no secret, neither from their environment nor from a file of credentials. */
export const INNOCENT_PROGRAMS: ReadonlySet<string> = new Set(
  (
    'apk apt apt-get dpkg yum dnf microdnf zypper rm mkdir mv cp ln chmod chown touch cat echo printf set cd test [ ' +
    'true : useradd groupadd adduser addgroup usermod install sed grep tar unzip ldconfig update-ca-certificates locale-gen corepack node'
  ).split(' '),
);

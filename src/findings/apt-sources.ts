import type { PackageSources } from './signature-switch.ts';

/** What tells apt of packages that the distribution has not signed. */
export const APT_SOURCES: PackageSources = {
  managers: ['apt-get', 'apt', 'aptitude'],
  added: /\/etc\/apt\b|(?:add|apt)-apt-repository|apt-key|sources\.list|\.deb\b|extrepo/,
  options: ['-o', '--option', '-c', '--config-file', '-t', '--target-release'],
  named: /^[a-z0-9][a-z0-9.+-]*(?::[a-z0-9]+)?(?:=[\w.+:~-]+)?$/,
  bases:
    /^(?:debian|ubuntu|buildpack-deps|python|node|golang|ruby|php|perl|rust|openjdk|eclipse-temurin)$/,
  cure: 'install the key and name it with `signed-by` in the sources of apt: the key',
};

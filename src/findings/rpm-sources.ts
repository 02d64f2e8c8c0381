import type { PackageSources } from './signature-switch.ts';

/** What tells yum, dnf and zypper of packages that the distribution has not signed. */
export const RPM_SOURCES: PackageSources = {
  managers: ['yum', 'dnf', 'microdnf', 'tdnf', 'zypper'],
  added:
    /yum\.repos\.d|zypp\/repos\.d|--?add-?repo\b|addrepo|\bzypper\s[^\n&;]{0,60}\bar\s|\.repo\b|\bcopr\b|-release\b|\.rpm\b|\brpm\s+-[a-zA-Z]*[iU]/,
  options: [
    '--repofrompath',
    '--installroot',
    '--enablerepo',
    '--repo',
    '--repoid',
    '-c',
    '--config',
  ],
  named: /^@?(?!.*\.rpm$)[\w][\w.+:-]*(?:[=<>]+[\w.+:~-]+)?$/,
  bases:
    /(?:^|\/)(?:fedora|rockylinux|almalinux|centos|oraclelinux|amazonlinux|ubi\d*|ubi\d*-minimal|leap|tumbleweed)$/,
  cure: 'import with `rpm --import` the key',
};

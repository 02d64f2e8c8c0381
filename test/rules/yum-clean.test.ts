import rule from '../../src/rules/yum-clean.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the cache is emptied': 'FROM centos:7\nRUN yum install -y a && yum clean all\n',
    'dnf empties it under the name of yum':
      'FROM rockylinux:8\nRUN yum install -y a; dnf clean all\n',
    'its directory is removed': 'FROM centos:7\nRUN yum install -y a && rm -rf /var/cache/yum/*\n',
    'several directories are removed':
      'FROM centos:7\nRUN yum install -y a && rm -rf /var/cache/{yum,ldconfig}/*\n',
    'all caches are removed': 'FROM centos:7\nRUN yum install -y a && rm -rf /var/cache/* /tmp/*\n',
    'the cache is on a mount':
      'FROM centos:7\nRUN --mount=type=cache,target=/var/cache/yum yum install -y a\n',
    'all caches are on a mount':
      'FROM centos:7\nRUN --mount=type=cache,target=/var/cache yum install -y a\n',
    'only some files of the stage are copied':
      'FROM centos:7 AS b\nRUN yum install -y a\nFROM scratch\nCOPY --from=b /app /app\n',
    'only metadata is fetched, on purpose': 'FROM centos:7\nRUN yum makecache\n',
    'another program installs': 'FROM fedora:42\nRUN dnf install -y a\n',
  },
  leaves: {
    'the packages go to another root': [
      'FROM centos:7\nRUN yum install -y --installroot /mnt a\n',
      [2],
      /another directory/,
    ],
    'a later command takes away what yum needs': [
      'FROM centos:7\nRUN yum install -y a && rpm -e --nodeps python\n',
      [2],
      '`rpm` behind it may remove `yum` or what it needs',
    ],
    'the last command runs in the background': [
      'FROM centos:7\nRUN yum install -y a && sleep 1 &\n',
      [2],
      /background/,
    ],
    'the exec form has no shell': [
      'FROM centos:7\nRUN ["yum", "install", "-y", "a"]\n',
      [2],
      /exec/,
    ],
  },
  fixes: {
    'an installation': [
      'FROM centos:7\nRUN yum install -y a\n',
      'FROM centos:7\nRUN yum install -y a && yum clean all\n',
    ],
    'an upgrade': [
      'FROM centos:7\nRUN yum -y update\n',
      'FROM centos:7\nRUN yum -y update && yum clean all\n',
    ],
    'a cache that is emptied before it is filled': [
      'FROM centos:7\nRUN yum clean all && yum -y update\n',
      'FROM centos:7\nRUN yum clean all && yum -y update && yum clean all\n',
    ],
    'only a part that is emptied': [
      'FROM centos:7\nRUN yum install -y a && yum clean metadata\n',
      'FROM centos:7\nRUN yum install -y a && yum clean metadata && yum clean all\n',
    ],
    'a call by its path and through sudo': [
      'FROM centos:7\nRUN sudo /usr/bin/yum install -y a\n',
      'FROM centos:7\nRUN sudo /usr/bin/yum install -y a && sudo /usr/bin/yum clean all\n',
    ],
    'each RUN of several': [
      'FROM centos:7\nRUN yum install -y a\nRUN yum install -y b\n',
      'FROM centos:7\nRUN yum install -y a && yum clean all\nRUN yum install -y b && yum clean all\n',
    ],
    'a list under set -e': [
      'FROM centos:7\nRUN set -ex; \\\n    yum install -y a; \\\n    echo b\n',
      'FROM centos:7\nRUN set -ex; \\\n    yum install -y a; \\\n    echo b; \\\n    yum clean all\n',
    ],
    'a trigger': [
      'FROM centos:7\nONBUILD RUN yum install -y a\n',
      'FROM centos:7\nONBUILD RUN yum install -y a && yum clean all\n',
    ],
    'a stage that is copied as a whole': [
      'FROM centos:7 AS b\nRUN yum install -y a\nFROM scratch\nCOPY --from=b / /\n',
      'FROM centos:7 AS b\nRUN yum install -y a && yum clean all\nFROM scratch\nCOPY --from=b / /\n',
    ],
  },
});

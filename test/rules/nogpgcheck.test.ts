import rule from '../../src/rules/nogpgcheck.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'signatures are checked': 'FROM fedora:41\nRUN dnf install -y curl\n',
    'the setting is only printed': 'FROM fedora:41\nRUN echo gpgcheck=0\n',
    'another command has the word':
      'FROM fedora:41\nRUN yum install a | grep "--nogpgcheck"; echo "--nogpgcheck"\n',
    'the setting is on':
      'FROM fedora:41\nRUN dnf install -y --setopt=gpgcheck=1 a && echo gpgcheck=1 >> /etc/dnf/dnf.conf\n',
    'only the index of repositories is not signed':
      'FROM fedora:41\nRUN echo repo_gpgcheck=0 >> /etc/dnf/dnf.conf\n',
  },
  leaves: {
    'a file, an address and a variable': [
      'FROM fedora:41\nRUN yum install -y --nogpgcheck ./a.rpm\nRUN dnf --nogpgcheck install -y https://a.acme.io/a.rpm\nRUN tdnf install ${p} --nogpgcheck\n',
      [2, 3, 4],
      /import with `rpm --import` the key of the publisher of `/,
    ],
    'a repository that was added before': [
      'FROM fedora:41\nRUN dnf config-manager --add-repo https://a.acme.io/a.repo && dnf install -y --nogpgcheck a\n',
      [2],
      /the repository that line 2 brings in \(https:\/\/a\.acme\.io\/a\.repo\), then remove `--nogpgcheck`/,
    ],
    'a repository file is written by printf': [
      'FROM fedora:41\nRUN printf "[x]\\ngpgcheck=0\\n" > /etc/yum.repos.d/x.repo\n',
      [2],
    ],
    'a repository file is written': [
      'FROM fedora:41\nRUN echo "gpgcheck=0" >> /etc/yum.repos.d/x.repo\n',
      [2],
    ],
  },
  fixes: {
    'packages of the distribution': {
      before:
        'FROM fedora:41\nRUN yum install -y --nogpgcheck a\nRUN dnf --nogpgcheck install -y a && dnf install -y --setopt=updates.gpgcheck=0 b\n',
      after: 'FROM fedora:41\nRUN yum install -y a\nRUN dnf install -y a && dnf install -y b\n',
      preconditions: {
        'the file names only packages of the distribution, and adds no repository before': 'held',
        'the base image has the keys of all of its repositories': 'held',
      },
    },
  },
});

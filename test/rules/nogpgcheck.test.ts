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
    'yum, dnf, tdnf and zypper have the option': [
      'FROM fedora:41\nRUN yum install -y --nogpgcheck a\nRUN dnf --nogpgcheck install -y a\nRUN tdnf install ${p} --nogpgcheck\nRUN zypper --no-gpg-checks install -y a\n',
      [2, 3, 4, 5],
      /rpm --import/,
    ],
    'the setting is off': ['FROM fedora:41\nRUN dnf install -y --setopt=x.gpgcheck=0 a\n', [2]],
    'a repository file is written by printf': [
      'FROM fedora:41\nRUN printf "[x]\\ngpgcheck=0\\n" > /etc/yum.repos.d/x.repo\n',
      [2],
    ],
    'a repository file is written': [
      'FROM fedora:41\nRUN echo "gpgcheck=0" >> /etc/yum.repos.d/x.repo\n',
      [2],
    ],
  },
});

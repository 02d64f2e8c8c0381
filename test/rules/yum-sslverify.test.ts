import rule from '../../src/rules/yum-sslverify.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the check is on':
      'FROM fedora:41\nRUN yum-config-manager --save --setopt=x.sslverify=1 && dnf --setopt=sslverify=yes update\n',
    'a repository has the name': 'FROM fedora:41\nRUN yum-config-manager --disable sslverify\n',
    'another setting is off': 'FROM fedora:41\nRUN dnf install --setopt=install_weak_deps=0 a\n',
  },
  leaves: {
    'the configuration managers turn it off': [
      'FROM fedora:41\nRUN dnf-config-manager --save --setopt=sslverify=0\nRUN yum-config-manager --setopt="epel.sslverify=False" --save\nRUN dnf   config-manager --save --setopt=\\*.sslverify=no\n',
      [2, 3, 4],
      /sslcacert/,
    ],
    'only a part of the word is quoted': [
      `FROM fedora:41\nRUN yum-config-manager --setopt="x.sslverify"=0 --setopt=sslverify='0'\n`,
      [2],
    ],
    'the option has its value in the next word': [
      'FROM fedora:41\nRUN dnf --setopt sslverify=false install -y a\n',
      [2],
    ],
    'the configuration is written': [
      'FROM fedora:41\nRUN echo "sslverify=false" >> /etc/yum.conf\n',
      [2],
    ],
  },
});

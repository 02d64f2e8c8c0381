import rule from '../../src/rules/dnf-yes.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the option is given': 'FROM fedora:42\nRUN dnf -y install a && microdnf install -y b\n',
    'the setting was written before':
      'FROM fedora:42\nRUN printf "assumeyes = True\\n" >> /etc/dnf/dnf.conf && dnf install a\n',
    'another program installs': 'FROM centos:7\nRUN yum install a\n',
  },
  fixes: {
    'dnf, microdnf and tdnf': [
      'FROM fedora:42\nRUN dnf install a && microdnf install b && tdnf install c && dnf5 upgrade\n',
      'FROM fedora:42\nRUN dnf install -y a && microdnf install -y b && tdnf install -y c && dnf5 upgrade -y\n',
    ],
    'a module': [
      'FROM fedora:42\nRUN dnf module install nodejs:18\n',
      'FROM fedora:42\nRUN dnf module install -y nodejs:18\n',
    ],
  },
});

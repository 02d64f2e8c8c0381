import rule from '../../src/rules/yum-yes.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the option is given': 'FROM centos:7\nRUN yum -y update && yum install httpd --assumeyes\n',
    'the option is in a cluster': 'FROM centos:7\nRUN yum install -qy httpd\n',
    'the setting is given': 'FROM centos:7\nRUN yum install --setopt=assumeyes=1 httpd\n',
    'yes answers': 'FROM centos:7\nRUN yes | yum install httpd\n',
    'the setting was written before':
      'FROM centos:7\nRUN echo assumeyes=1 >> /etc/yum.conf\nRUN yum install httpd\n',
    'a configuration was copied':
      'FROM centos:7\nCOPY yum.conf /etc/yum.conf\nRUN yum install httpd\n',
    'nothing is changed': 'FROM centos:7\nRUN yum makecache && yum clean all && yum list\n',
    'another program installs': 'FROM fedora:42\nRUN dnf install httpd\n',
  },
  fixes: {
    'every action that asks': [
      'FROM centos:7\nRUN yum update && yum install a && yum localinstall b && yum remove c && yum group install "D e"\n',
      'FROM centos:7\nRUN yum update -y && yum install -y a && yum localinstall -y b && yum remove -y c && yum group install -y "D e"\n',
    ],
    'an option that an earlier command gave only to itself': [
      'FROM centos:7\nRUN yum install --setopt=assumeyes=1 a\nRUN yum install b\n',
      'FROM centos:7\nRUN yum install --setopt=assumeyes=1 a\nRUN yum install -y b\n',
    ],
    'the exec form': [
      'FROM centos:7\nRUN ["yum", "install", "httpd"]\n',
      'FROM centos:7\nRUN ["yum", "install", "-y", "httpd"]\n',
    ],
    'a call whose failure is ignored, for review': [
      'FROM centos:7\nRUN yum remove x || :\n',
      'FROM centos:7\nRUN yum remove -y x || :\n',
      'review',
    ],
  },
});

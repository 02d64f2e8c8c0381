import rule from '../../src/rules/yum-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a version is given':
      'FROM centos:7\nRUN yum install -y httpd-2.4.6 glibc-2.28-42.el8 vim-8*\n',
    'a version comes from a variable': 'FROM centos:7\nRUN yum install -y httpd-$V\n',
    'a file, an address or a group is installed':
      'FROM centos:7\nRUN yum install -y ./x.rpm https://a/b.rpm @development\n',
    'a group is installed': 'FROM centos:7\nRUN yum group install -y "Development Tools"\n',
  },
  leaves: {
    'a package has no version': ['FROM centos:7\nRUN yum install -y httpd\n', [2], /repositories/],
    'a number is part of the name': [
      'FROM centos:7\nRUN yum install -y java-11-openjdk\n',
      [2],
      /repositories/,
    ],
  },
});

import rule from '../../src/rules/dnf-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a version is given':
      'FROM fedora:42\nRUN dnf install -y httpd-2.4.6 glibc-2.28-42.el8 vim-8*\n',
    'a version comes from a variable': 'FROM fedora:42\nRUN dnf install -y httpd-$V\n',
    'a file, an address or a group is installed':
      'FROM fedora:42\nRUN dnf install -y ./x.rpm https://a/b.rpm @development\n',
    'a group is installed': 'FROM fedora:42\nRUN dnf group install -y "Development Tools"\n',
  },
  leaves: {
    'a package has no version': ['FROM fedora:42\nRUN dnf install -y httpd\n', [2], /repositories/],
    'a number is part of the name': [
      'FROM fedora:42\nRUN dnf install -y java-11-openjdk\n',
      [2],
      /repositories/,
    ],
    'microdnf installs': ['FROM fedora:42\nRUN microdnf install -y httpd\n', [2], /repositories/],
  },
});

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

const HTTPD = { name: 'httpd', type: 'rpm', version: '2.4.62-1.el9' };

testRule(rule, {
  policy: { pins: 'versions' },
  leaves: {
    'the distribution deletes old versions': {
      text: 'FROM fedora:42\nRUN dnf install -y httpd\n',
      lines: [2],
      reason: /^the updates of Fedora keep only the newest version/,
      installed: [HTTPD],
    },
    'a file is asked for': {
      text: 'FROM rockylinux:9\nRUN dnf install -y "python3dist(x)"\n',
      lines: [2],
      reason: /written so that no version can be put to it/,
    },
  },
  fixes: {
    'an epoch is left out': {
      before: 'FROM rockylinux:9\nRUN dnf install -y bind && dnf clean all\n',
      after: 'FROM rockylinux:9\nRUN dnf install -y bind-9.16.23-24.el9 && dnf clean all\n',
      installed: [{ name: 'bind', type: 'rpm', version: '32:9.16.23-24.el9' }],
      preconditions: {
        'the image `app:1`, built from this stage, has `bind` in version 32:9.16.23-24.el9': 'held',
        'the repositories keep this version when there is a newer one': 'unknown',
      },
    },
  },
});

import rule from '../../src/rules/dnf-clean.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the cache is emptied': 'FROM fedora:42\nRUN dnf -y install a && dnf -y clean all\n',
    'the directory of dnf 5 is removed':
      'FROM fedora:42\nRUN dnf install -y a && rm -rf /var/cache/libdnf5\n',
    'the cache is on a mount':
      'FROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a\n',
    'microdnf has a rule of its own': 'FROM fedora:42\nRUN microdnf install -y a\n',
  },
  fixes: {
    'an installation': [
      'FROM fedora:42\nRUN dnf install -y a\n',
      'FROM fedora:42\nRUN dnf install -y a && dnf clean all\n',
    ],
    'dnf by another name': [
      'FROM fedora:42\nRUN dnf5 install -y a\n',
      'FROM fedora:42\nRUN dnf5 install -y a && dnf5 clean all\n',
    ],
  },
});

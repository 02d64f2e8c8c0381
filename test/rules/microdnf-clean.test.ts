import rule from '../../src/rules/microdnf-clean.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the cache is emptied':
      'FROM redhat/ubi9-minimal\nRUN microdnf install -y a && microdnf clean all\n',
    'dnf has a rule of its own': 'FROM fedora:42\nRUN dnf install -y a\n',
  },
  fixes: {
    'an installation by microdnf': [
      'FROM redhat/ubi9-minimal\nRUN microdnf install -y a\n',
      'FROM redhat/ubi9-minimal\nRUN microdnf install -y a && microdnf clean all\n',
    ],
    'an installation by tdnf': [
      'FROM photon:5.0\nRUN tdnf install -y a\n',
      'FROM photon:5.0\nRUN tdnf install -y a && tdnf clean all\n',
    ],
  },
});

import rule from '../../src/rules/zypper-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a version is given': 'FROM opensuse/leap\nRUN zypper -n in httpd=2.4.46 "a>=1"\n',
    'a file or an address is installed':
      'FROM opensuse/leap\nRUN zypper -n in ./x.rpm https://a/b.rpm\n',
    'a pattern is installed': 'FROM opensuse/leap\nRUN zypper -n in -t pattern devel_basis\n',
  },
  leaves: {
    'a package has no version': [
      'FROM opensuse/leap\nRUN zypper -n install httpd\n',
      [2],
      /repositories/,
    ],
  },
});

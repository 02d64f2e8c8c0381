import rule from '../../src/rules/zypper-non-interactive.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the global option is given': 'FROM opensuse/leap\nRUN zypper --non-interactive install a\n',
    'its short form is given': 'FROM opensuse/leap\nRUN zypper -n in a\n',
    'its short form is in a cluster': 'FROM opensuse/leap\nRUN zypper -qn in a\n',
    'the option of the action is given':
      'FROM opensuse/leap\nRUN zypper install -y a && zypper up --no-confirm\n',
    'nothing is changed': 'FROM opensuse/leap\nRUN zypper refresh && zypper clean && zypper se a\n',
  },
  fixes: {
    'an installation': [
      'FROM opensuse/leap\nRUN zypper install a\n',
      'FROM opensuse/leap\nRUN zypper --non-interactive install a\n',
    ],
    'a short option that means a name behind the action': [
      'FROM opensuse/leap\nRUN zypper in -n a\n',
      'FROM opensuse/leap\nRUN zypper --non-interactive in -n a\n',
    ],
    'an upgrade with global options': [
      'FROM opensuse/leap\nRUN zypper --gpg-auto-import-keys dup\n',
      'FROM opensuse/leap\nRUN zypper --non-interactive --gpg-auto-import-keys dup\n',
    ],
  },
});

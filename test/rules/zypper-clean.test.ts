import rule from '../../src/rules/zypper-clean.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the cache is emptied': 'FROM opensuse/leap\nRUN zypper -n in a && zypper clean\n',
    'the short action empties it': 'FROM opensuse/leap\nRUN zypper -n in a && zypper cc -a\n',
    'its directory is removed':
      'FROM opensuse/leap\nRUN zypper -n in a && rm -rf /var/cache/zypp\n',
    'the cache is on a mount':
      'FROM opensuse/leap\nRUN --mount=type=cache,target=/var/cache/zypp zypper -n in a\n',
  },
  leaves: {
    'the packages go to another root': [
      'FROM opensuse/leap\nRUN zypper -n --root /mnt in a\n',
      [2],
      /another root/,
    ],
    'a later command takes zypper away': [
      'FROM opensuse/leap\nRUN zypper -n in a && rpm -e zypper\n',
      [2],
      /may remove `zypper`/,
    ],
    'a later RUN installs from the cache': [
      'FROM opensuse/leap\nRUN zypper -n in a\nRUN zypper -n --no-refresh in b && zypper clean\n',
      [2],
      /line 3/,
    ],
  },
  fixes: {
    'an installation': [
      'FROM opensuse/leap\nRUN zypper -n install a\n',
      'FROM opensuse/leap\nRUN zypper -n install a && zypper clean --all\n',
    ],
    'a removal behind a clean': [
      'FROM opensuse/leap\nRUN zypper -n in a && zypper clean && zypper -n rm b\n',
      'FROM opensuse/leap\nRUN zypper -n in a && zypper clean && zypper -n rm b && zypper clean --all\n',
    ],
    'a repository option behind the action': [
      'FROM opensuse/leap\nRUN zypper -n install -R a\n',
      'FROM opensuse/leap\nRUN zypper -n install -R a && zypper clean --all\n',
    ],
  },
});

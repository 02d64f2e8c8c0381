import rule from '../../src/rules/no-install-recommends.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the option is given': 'FROM debian:12\nRUN apt-get install -y --no-install-recommends x\n',
    'the option stands before the action':
      'FROM debian:12\nRUN apt-get --no-install-recommends install -y x\n',
    'the contrary is said on purpose':
      'FROM debian:12\nRUN apt-get install --install-recommends x\n',
    'the setting is given on the command line':
      'FROM debian:12\nRUN apt-get -o APT::Install-Recommends=false install x\n',
    'the setting is glued to its option':
      'FROM debian:12\nRUN apt-get install -oAPT::Install-Recommends=0 x\n',
    'the setting was written before': `FROM debian:12\nRUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/9\nRUN apt-get install x\n`,
    'the configuration of apt was copied':
      'FROM debian:12\nCOPY 99x /etc/apt/apt.conf.d/\nRUN apt-get install x\n',
    'a variable of the file gives the option':
      'FROM debian:12\nENV O="-y --no-install-recommends"\nRUN apt-get install $O x\n',
    'only broken packages are mended': 'FROM debian:12\nRUN apt-get install -f -y\n',
    'nothing is installed': 'FROM debian:12\nRUN apt-get update && apt-get upgrade -y\n',
  },
  leaves: {
    'a package is installed': [
      'FROM debian:12\nRUN apt-get update && \\\n  apt-get install -y x\n',
      [3],
      /package set/,
    ],
    'apt installs': ['FROM debian:12\nRUN apt install -y x\n', [2], /package set/],
    'packages come from xargs': [
      'FROM debian:12\nRUN xargs apt-get install -y < l\n',
      [2],
      /package set/,
    ],
    'an earlier command gave the setting only to itself': [
      'FROM debian:12\nRUN apt-get -o APT::Install-Recommends=0 install a\nRUN apt-get install b\n',
      [3],
      /package set/,
    ],
  },
});

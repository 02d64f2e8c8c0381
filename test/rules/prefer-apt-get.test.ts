import rule from '../../src/rules/prefer-apt-get.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'apt-get is used': 'FROM debian:12\nRUN apt-get update && apt-get install -y apt\n',
    'it is only looked for': 'FROM debian:12\nRUN command -v apt && which apt\n',
    'it is an argument or a path': 'FROM debian:12\nRUN ls /etc/apt && echo apt install x\n',
    'no action is given': 'FROM debian:12\nRUN apt --version\n',
    'other programs of apt are used': 'FROM debian:12\nRUN apt-mark hold x && apt-key list\n',
  },
  leaves: {
    'apt-get cannot list': ['FROM debian:12\nRUN apt list --upgradable\n', [2], /no `list`/],
    'apt-get cannot edit sources': ['FROM debian:12\nRUN apt edit-sources\n', [2], /no editor/],
    'older versions of apt-get do not know the action': [
      'FROM debian:12\nRUN apt reinstall -y curl\n',
      [2],
      /`reinstall`/,
    ],
    'the action is in a variable': ['FROM debian:12\nRUN apt $ACTION\n', [2], /in a variable/],
    'the name is in quotes': ['FROM debian:12\nRUN "apt" update\n', [2], /no single word/],
  },
  fixes: {
    'every action that both have': [
      'FROM debian:12\nRUN apt update && apt -y install x && apt remove -y x && apt purge -y y && apt autoremove -y && apt clean\n',
      'FROM debian:12\nRUN apt-get update && apt-get -y install x && apt-get remove -y x && apt-get purge -y y && apt-get autoremove -y && apt-get clean\n',
    ],
    'upgrade, which installs new packages too': [
      'FROM debian:12\nRUN apt upgrade -y\n',
      'FROM debian:12\nRUN apt-get upgrade --with-new-pkgs -y\n',
    ],
    'upgrade with the option': [
      'FROM debian:12\nRUN apt upgrade -y --with-new-pkgs\n',
      'FROM debian:12\nRUN apt-get upgrade -y --with-new-pkgs\n',
    ],
    'full-upgrade, which has another name': [
      'FROM debian:12\nRUN apt -y full-upgrade && true\n',
      'FROM debian:12\nRUN apt-get -y dist-upgrade && true\n',
    ],
    'a local file': [
      'FROM debian:12\nRUN apt install -y ./x.deb\n',
      'FROM debian:12\nRUN apt-get install -y ./x.deb\n',
    ],
    'a path, sudo and an assignment, over several lines': [
      'FROM debian:12\nRUN A=b sudo -E /usr/bin/apt update \\\n  # more\n  && apt \\\n    install -y x\n',
      'FROM debian:12\nRUN A=b sudo -E /usr/bin/apt-get update \\\n  # more\n  && apt-get \\\n    install -y x\n',
    ],
    'the exec form': [
      'FROM debian:12\nRUN ["apt", "update"]\n',
      'FROM debian:12\nRUN ["apt-get", "update"]\n',
    ],
    'a trigger': [
      'FROM debian:12\nONBUILD RUN apt update\n',
      'FROM debian:12\nONBUILD RUN apt-get update\n',
    ],
    'a substitution': [
      'FROM debian:12\nRUN echo "$(apt update)"\n',
      'FROM debian:12\nRUN echo "$(apt-get update)"\n',
    ],
    'search and show, for review': [
      'FROM debian:12\nRUN apt search x && apt show y\n',
      'FROM debian:12\nRUN apt-cache search x && apt-cache show y\n',
      'review',
    ],
  },
});

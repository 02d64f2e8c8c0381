import rule from '../../src/rules/apt-get-yes.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the short option is given': 'FROM debian:12\nRUN apt-get install -y curl\n',
    'the option stands in a cluster before the action':
      'FROM debian:12\nRUN apt-get -fmy install curl\n',
    'the option stands behind the packages': 'FROM debian:12\nRUN apt-get install curl -y\n',
    'the long options are given':
      'FROM debian:12\nRUN apt-get install --yes curl && apt-get --assume-yes install git\n',
    'it is doubly quiet, which implies yes': 'FROM debian:12\nRUN apt-get install -qq curl\n',
    'it is quiet twice': 'FROM debian:12\nRUN apt-get -q install -q curl\n',
    'the quiet level is 2': 'FROM debian:12\nRUN apt-get install -q=2 curl\n',
    'the setting is given on the command line':
      'FROM debian:12\nRUN apt-get -o APT::Get::Assume-Yes=true install curl\n',
    'the setting is glued to its option':
      'FROM debian:12\nRUN apt-get -oAPT::Get::Assume-Yes=1 install curl\n',
    'yes answers': 'FROM debian:12\nRUN yes | apt-get install curl\n',
    'yes answers a group': 'FROM debian:12\nRUN yes | (apt-get update; apt-get install curl)\n',
    'a redirect answers': 'FROM debian:12\nRUN apt-get install curl < /answers\n',
    'an earlier RUN of the stage writes the setting': `FROM debian:12\nRUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/99yes\nRUN apt-get install curl\n`,
    'the parent stage writes the setting': `FROM debian:12 AS a\nRUN echo "APT::Get::Assume-Yes \\"true\\";" > /etc/apt/apt.conf.d/9\nFROM a\nRUN apt-get install curl\n`,
    'the same RUN writes the setting': `FROM debian:12\nRUN echo 'APT::Get::Assume-Yes "1";' > /etc/apt/apt.conf.d/9 && apt-get install curl\n`,
    'a here-document writes the setting':
      'FROM debian:12\nCOPY <<EOF /etc/apt/apt.conf.d/9\nAPT { Get { Assume-Yes "true"; }; };\nEOF\nRUN apt-get install curl\n',
    'a configuration of apt is copied':
      'FROM debian:12\nCOPY apt.conf /etc/apt/apt.conf.d/99\nRUN apt-get install curl\n',
    'a variable of the file holds the option':
      'FROM debian:12\nENV APT="-y --no-install-recommends"\nRUN apt-get install $APT curl\n',
    'an unknown variable before the action may hold the option':
      'FROM debian:12\nARG EXTRA\nRUN apt-get $EXTRA install curl\n',
    'an unknown variable is named for options':
      'FROM debian:12\nARG APT_OPTS\nRUN apt-get install ${APT_OPTS} curl\n',
    'nothing is changed':
      'FROM debian:12\nRUN apt-get update && apt-get clean && apt-get download x && apt-get install -s x\n',
    'no package is named':
      'FROM debian:12\nRUN apt-get purge && apt-get remove && apt-get install\n',
    'it is an argument of another command': 'FROM debian:12\nRUN echo apt-get install curl\n',
    'the shell is not a POSIX one':
      'FROM debian:12\nSHELL ["pwsh", "-Command"]\nRUN apt-get install curl\n',
  },
  leaves: {
    'the word is broken by a continuation': [
      'FROM debian:12\nRUN apt-get ins\\\ntall curl\n',
      [2],
      /no single word/,
    ],
    'the call stands in escaped backticks': [
      'FROM debian:12\nRUN echo `apt-get install \\`echo x\\``\n',
      [2],
      /no single word/,
    ],
  },
  fixes: {
    'a plain call': [
      'FROM debian:12\nRUN apt-get install curl\n',
      'FROM debian:12\nRUN apt-get install -y curl\n',
    ],
    'a quiet call': [
      'FROM debian:12\nRUN apt-get -q install curl\n',
      'FROM debian:12\nRUN apt-get -q install -y curl\n',
    ],
    'every action that asks': [
      'FROM debian:12\nRUN apt-get upgrade && apt-get dist-upgrade && apt-get remove x && apt-get purge y && apt-get autoremove && apt-get build-dep z\n',
      'FROM debian:12\nRUN apt-get upgrade -y && apt-get dist-upgrade -y && apt-get remove -y x && apt-get purge -y y && apt-get autoremove -y && apt-get build-dep -y z\n',
    ],
    'the mending of broken packages': [
      'FROM debian:12\nRUN apt-get -f install\n',
      'FROM debian:12\nRUN apt-get -f install -y\n',
    ],
    'a silent front end that still asks': [
      'FROM debian:12\nENV DEBIAN_FRONTEND=noninteractive\nRUN DEBIAN_FRONTEND=noninteractive apt-get install curl\n',
      'FROM debian:12\nENV DEBIAN_FRONTEND=noninteractive\nRUN DEBIAN_FRONTEND=noninteractive apt-get install -y curl\n',
    ],
    'packages in a variable': [
      'FROM debian:12\nRUN PKGS="a b" && apt-get install $PKGS\n',
      'FROM debian:12\nRUN PKGS="a b" && apt-get install -y $PKGS\n',
    ],
    'a call through sudo, with Windows line endings': [
      'FROM debian:12\r\nRUN sudo apt-get update \\\r\n # why\r\n && sudo apt-get install \\\r\n  curl\r\n',
      'FROM debian:12\r\nRUN sudo apt-get update \\\r\n # why\r\n && sudo apt-get install -y \\\r\n  curl\r\n',
    ],
    'packages from xargs': [
      'FROM debian:12\nRUN cat list | xargs apt-get install\n',
      'FROM debian:12\nRUN cat list | xargs apt-get install -y\n',
    ],
    'an empty standard input': [
      'FROM debian:12\nRUN apt-get install curl </dev/null\n',
      'FROM debian:12\nRUN apt-get install -y curl </dev/null\n',
    ],
    'the exec form': [
      'FROM debian:12\nRUN ["apt-get", "install", "curl"]\n',
      'FROM debian:12\nRUN ["apt-get", "install", "-y", "curl"]\n',
    ],
    'a here-document under set -e': [
      'FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install curl\nEOF\n',
      'FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nEOF\n',
    ],
    'a trigger': [
      'FROM debian:12\nONBUILD RUN apt-get install curl\n',
      'FROM debian:12\nONBUILD RUN apt-get install -y curl\n',
    ],
    'apt and aptitude': [
      'FROM debian:12\nRUN apt install curl && aptitude install git\n',
      'FROM debian:12\nRUN apt install -y curl && aptitude install -y git\n',
    ],
    'a setting that an earlier command gave only to itself': [
      'FROM debian:12\nRUN apt-get -o APT::Get::Assume-Yes=true install a\nRUN apt-get install b\n',
      'FROM debian:12\nRUN apt-get -o APT::Get::Assume-Yes=true install a\nRUN apt-get install -y b\n',
    ],
    'a call whose failure is ignored, for review': [
      'FROM debian:12\nRUN apt-get remove curl || true\n',
      'FROM debian:12\nRUN apt-get remove -y curl || true\n',
      'review',
    ],
    'a call in a plain list without set -e, for review': [
      'FROM debian:12\nRUN apt-get autoremove; apt-get clean\n',
      'FROM debian:12\nRUN apt-get autoremove -y; apt-get clean\n',
      'review',
    ],
    'a call before the end of a list under set -e, for review': [
      'FROM debian:12\nRUN set -e; apt-get install a && echo b; echo c\n',
      'FROM debian:12\nRUN set -e; apt-get install -y a && echo b; echo c\n',
      'review',
    ],
    'a call in a branch under set -e': [
      'FROM debian:12\nRUN set -e; if [ -f x ]; then apt-get install a; fi; echo c\n',
      'FROM debian:12\nRUN set -e; if [ -f x ]; then apt-get install -y a; fi; echo c\n',
    ],
  },
});

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
  fixes: {
    'nothing that matters comes with the packages': {
      before: 'FROM debian:12\nRUN apt-get install -y unzip tzdata\n',
      after: 'FROM debian:12\nRUN apt-get install -y --no-install-recommends unzip tzdata\n',
      preconditions: { 'it is known what each package of this call recommends': 'held' },
    },
    'apt is called through sudo, and the answer stands behind the package': {
      before: 'FROM debian:12\nRUN sudo apt install unzip -y\n',
      after: 'FROM debian:12\nRUN sudo apt install --no-install-recommends unzip -y\n',
    },
    'certificates would be lost': {
      before: 'FROM debian:12\nRUN apt-get install -y curl\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends curl ca-certificates\n',
    },
    'certificates are in the base image': {
      before: 'FROM node:22\nRUN apt-get install -y curl\n',
      after: 'FROM node:22\nRUN apt-get install -y --no-install-recommends curl\n',
    },
    'an earlier call names the certificates': {
      before:
        'FROM debian:12 AS a\nRUN apt-get install -y --no-install-recommends ca-certificates\nFROM a\nRUN apt-get install -y curl\n',
      after:
        'FROM debian:12 AS a\nRUN apt-get install -y --no-install-recommends ca-certificates\nFROM a\nRUN apt-get install -y --no-install-recommends curl\n',
    },
    'the first of two calls gets the certificates': {
      before: 'FROM debian:12\nRUN apt-get install curl\nRUN apt-get install wget\n',
      after:
        'FROM debian:12\nRUN apt-get install --no-install-recommends curl ca-certificates\nRUN apt-get install --no-install-recommends wget\n',
    },
    'a list has a line for each package': {
      before:
        'FROM debian:12\nRUN apt-get update && apt-get install -y \\\n    wget \\\n    curl \\\n && rm -rf /var/lib/apt/lists/*\n',
      after:
        'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends \\\n    wget \\\n    curl \\\n    ca-certificates \\\n && rm -rf /var/lib/apt/lists/*\n',
    },
    'a list is sorted': {
      before:
        'FROM debian:12\nRUN apt-get install -y \\\n  bzip2 \\\n  # for the download\n  curl \\\n  unzip\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends \\\n  bzip2 \\\n  ca-certificates \\\n  # for the download\n  curl \\\n  unzip\n',
    },
    'a sorted list begins behind the new name': {
      before: 'FROM debian:12\nRUN apt-get install -y \\\n  curl \\\n  jq \\\n  unzip\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends \\\n  ca-certificates \\\n  curl \\\n  jq \\\n  unzip\n',
    },
    'git clones over ssh': {
      before:
        'FROM node:22-slim\nRUN apt-get install -y ca-certificates git\nRUN git clone ssh://git@example.com/a.git\n',
      after:
        'FROM node:22-slim\nRUN apt-get install -y --no-install-recommends ca-certificates git openssh-client\nRUN git clone ssh://git@example.com/a.git\n',
    },
    'git is there, and nothing clones over ssh': {
      before: 'FROM debian:12\nRUN apt-get install -y ca-certificates git\n',
      after: 'FROM debian:12\nRUN apt-get install -y --no-install-recommends ca-certificates git\n',
      preconditions: {
        'it is known what each package of this call recommends': 'held',
        'neither this file nor a script that it runs uses `less`, `openssh-client` and `patch`, only recommended by `git`':
          'held',
      },
    },
    'a manifest of the repository names a source over ssh': {
      before: 'FROM debian:12\nRUN apt-get install -y ca-certificates git\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends ca-certificates git openssh-client\n',
      files: { 'package.json': '{"dependencies":{"a":"git+ssh://git@example.com/a.git"}}' },
    },
    'a script of the repository is read': {
      before: 'FROM debian:12\nRUN apt-get install -y ca-certificates git\nCOPY . .\nRUN ./b.sh\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends ca-certificates git patch\nCOPY . .\nRUN ./b.sh\n',
      files: { 'b.sh': 'patch -p1 < a.diff\n' },
      preconditions: {
        'it is known what each package of this call recommends': 'held',
        'neither this file nor a script that it runs uses `less` and `openssh-client`, only recommended by `git`':
          'held',
      },
    },
    'a script cannot be read': {
      before: 'FROM debian:12\nRUN apt-get install -y ca-certificates git\nCOPY . .\nRUN ./b.sh\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends ca-certificates git\nCOPY . .\nRUN ./b.sh\n',
      preconditions: {
        'it is known what each package of this call recommends': 'held',
        'neither this file nor a script that it runs uses `less`, `openssh-client` and `patch`, only recommended by `git`':
          'unknown',
      },
    },
    'a repository is added by a key': {
      before:
        'FROM ubuntu:24.04\nRUN apt-get install -y software-properties-common && add-apt-repository ppa:a/b\n',
      after:
        'FROM ubuntu:24.04\nRUN apt-get install -y --no-install-recommends software-properties-common gnupg && add-apt-repository ppa:a/b\n',
    },
    'the package of that name brings the program': {
      before:
        'FROM debian:12\nRUN apt-get install -y debootstrap gpg\nRUN gpg --dearmor < /a > /b\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends debootstrap gpg ca-certificates\nRUN gpg --dearmor < /a > /b\n',
    },
    'an address ends with the name of a program': {
      before:
        'FROM debian:12\nRUN apt-get install -y debootstrap\nADD https://download.docker.com/linux/debian/gpg /etc/apt/keyrings/docker.asc\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends debootstrap ca-certificates\nADD https://download.docker.com/linux/debian/gpg /etc/apt/keyrings/docker.asc\n',
    },
    'pip may have to compile': {
      before: 'FROM debian:12\nRUN apt-get install -y python3-pip\nRUN pip3 install lxml\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends python3-pip\nRUN pip3 install lxml\n',
      preconditions: {
        'it is known what each package of this call recommends': 'held',
        'nothing needs `build-essential` and `python3-dev`, only recommended by `python3-pip`':
          'unknown',
      },
    },
    'a package is of another archive': {
      before: 'FROM debian:12\nRUN apt-get install -y unzip x ./y.deb $Z\n',
      after: 'FROM debian:12\nRUN apt-get install -y --no-install-recommends unzip x ./y.deb $Z\n',
      preconditions: { 'it is known what `x`, `./y.deb` and `$Z` recommend': 'unknown' },
    },
    'a version stands in the name of the package': {
      before: 'FROM debian:12\nRUN apt-get install -y php8.3-cli postgresql-client-14\n',
      after:
        'FROM debian:12\nRUN apt-get install -y --no-install-recommends php8.3-cli postgresql-client-14\n',
      preconditions: { 'it is known what each package of this call recommends': 'held' },
    },
    'many packages are recommended of which nobody can tell what they are for': {
      before: 'FROM debian:12\nRUN apt-get install -y imagemagick\n',
      after: 'FROM debian:12\nRUN apt-get install -y --no-install-recommends imagemagick\n',
      preconditions: {
        'it is known what each package of this call recommends': 'held',
        'nothing needs the many packages that `imagemagick` recommends': 'unknown',
        'nothing needs `ghostscript`, `libmagickcore-6.q16-6-extra` and `libmagickcore-7.q16-10-extra`, only recommended by `imagemagick`':
          'unknown',
      },
    },
    'packages come from a list': {
      before: 'FROM debian:12\nRUN xargs apt-get install -y < l\n',
      after: 'FROM debian:12\nRUN xargs apt-get install --no-install-recommends -y < l\n',
      preconditions: { 'it is known what the list holds, and what that recommends': 'unknown' },
    },
    'an earlier command gave the setting only to itself': {
      before:
        'FROM debian:12\nRUN apt-get -o APT::Install-Recommends=0 install jq\nRUN apt-get install unzip\n',
      after:
        'FROM debian:12\nRUN apt-get -o APT::Install-Recommends=0 install jq\nRUN apt-get install --no-install-recommends unzip\n',
    },
    'the call is in exec form': {
      before: 'FROM debian:12\nRUN ["apt-get", "install", "-y", "curl"]\n',
      after:
        'FROM debian:12\nRUN ["apt-get", "install", "-y", "--no-install-recommends", "curl", "ca-certificates"]\n',
    },
  },
  leaves: {
    'a word of the call is broken by a continuation': [
      'FROM debian:12\nRUN apt-get install -y cu\\\nrl\n',
      [2],
      /no single word/,
    ],
  },
});

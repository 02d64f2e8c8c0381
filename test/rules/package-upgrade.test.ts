import rule from '../../src/rules/package-upgrade.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'one package is upgraded': 'FROM centos:7\nRUN yum -y update httpd && apk upgrade curl\n',
    'only the index is renewed': 'FROM debian:12\nRUN apt-get update && apk update && zypper ref\n',
    'only security fixes are taken':
      'FROM fedora:42\nRUN dnf -y update --security && dnf -y upgrade-minimal && zypper -n patch\n',
    'it is a package manager of a language':
      'FROM node:22\nRUN npm update && pip install --upgrade pip\n',
    'one package is upgraded by an installation':
      'FROM debian:12\nRUN apt-get install --only-upgrade x && apk add --upgrade x\n',
    'nothing is done': 'FROM debian:12\nRUN apt-get -s upgrade\n',
  },
  leaves: {
    'the package managers upgrade everything': [
      'FROM debian:12\nRUN apt-get upgrade -y\nRUN apt-get dist-upgrade -y\nRUN apt full-upgrade\nRUN apk upgrade --no-cache\nRUN yum -y update\nRUN dnf upgrade -y\nRUN zypper up\nRUN zypper dup\nRUN microdnf update\nRUN pacman -Syu --noconfirm\n',
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      /security fixes/,
    ],
    'a trigger upgrades everything': ['FROM debian:12\nONBUILD RUN apt-get upgrade -y\n', [2]],
  },
});

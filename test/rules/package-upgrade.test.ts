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
    'the base image is held by its digest': [
      `FROM debian:12@sha256:${'a'.repeat(64)}\nRUN apt-get update && apt-get -y upgrade\n`,
      [2],
      /`debian:12` is held by its digest.*have a bot move the digest/,
    ],
    'the tag moves': [
      'FROM debian:12\nRUN apt-get update && apt-get -y upgrade\n',
      [2],
      /that `debian:12` lacks: build with `--pull`/,
    ],
    'the release has ended': [
      'FROM debian:8\nRUN apt-get update && apt-get -y upgrade\n',
      [2],
      /debian 8 gets no free security fixes since \d{4}-.*move `debian:8`/,
    ],
    'the base image is a variable': [
      'ARG BASE\nFROM $BASE\nRUN apt-get -y upgrade\n',
      [3],
      /not to be seen/,
    ],
    'a trigger upgrades everything': ['FROM debian:12\nONBUILD RUN apt-get upgrade -y\n', [2]],
  },
});

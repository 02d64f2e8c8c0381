import rule from '../../src/rules/wget-progress.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the option is given': 'FROM debian:12\nRUN wget --progress=dot:mega https://a/b\n',
    'it is quiet': 'FROM debian:12\nRUN wget -qO- https://a/b && wget --quiet https://a/b\n',
    'it is not verbose':
      'FROM debian:12\nRUN wget -nv https://a/b && wget https://a/b --no-verbose\n',
    'it writes a log': 'FROM debian:12\nRUN wget -o /log https://a/b && wget -a log https://a/b\n',
    'its output goes elsewhere': 'FROM debian:12\nRUN wget https://a/b 2> /dev/null\n',
    'it downloads nothing': 'FROM debian:12\nRUN wget --version && wget --spider https://a/b\n',
    'it was configured': 'FROM debian:12\nRUN echo quiet=on >> /etc/wgetrc\nRUN wget https://a/b\n',
    'it is the one of BusyBox': 'FROM alpine:3.20\nRUN wget https://a/b\n',
    'it may be that one': 'FROM example.com/x\nRUN wget https://a/b\n',
    'it may be wget2': 'FROM fedora:42\nRUN dnf install -y wget && wget https://a/b\n',
    'it is installed by apt only later':
      'FROM example.com/x\nRUN wget https://a/b\nRUN apt-get install -y wget\n',
    'it is a check of the container': 'FROM debian:12\nHEALTHCHECK CMD wget http://localhost\n',
  },
  leaves: {
    'the command is broken by a continuation': [
      'FROM debian:12\nRUN wg\\\net https://a/b\n',
      [2],
      /no single word/,
    ],
  },
  fixes: {
    'a distribution with GNU wget only': [
      'FROM debian:12\nRUN wget https://a/b -O c\n',
      'FROM debian:12\nRUN wget --progress=dot:giga https://a/b -O c\n',
    ],
    'options that look quiet but are not': [
      'FROM ubuntu:24.04\nRUN wget -nc -O q -Pq https://a/b\n',
      'FROM ubuntu:24.04\nRUN wget --progress=dot:giga -nc -O q -Pq https://a/b\n',
    ],
    'an unknown image where apt has installed it': [
      'FROM example.com/x\nRUN apt-get install -y curl wget && wget https://a/b\nRUN sudo wget https://a/c\n',
      'FROM example.com/x\nRUN apt-get install -y curl wget && wget --progress=dot:giga https://a/b\nRUN sudo wget --progress=dot:giga https://a/c\n',
    ],
    'a stage whose parent has installed it': [
      'FROM example.com/x AS a\nRUN apt-get install -y wget\nFROM a\nRUN wget https://a/b\n',
      'FROM example.com/x AS a\nRUN apt-get install -y wget\nFROM a\nRUN wget --progress=dot:giga https://a/b\n',
    ],
    'Red Hat': [
      'FROM rockylinux:9\nRUN dnf install -y wget && wget https://a/b\n',
      'FROM rockylinux:9\nRUN dnf install -y wget && wget --progress=dot:giga https://a/b\n',
    ],
  },
});

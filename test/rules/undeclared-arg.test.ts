import rule from '../../src/rules/undeclared-arg.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the stage declares it': 'ARG V=1\nFROM debian:12\nARG V\nENV A=$V\n',
    'the stage below declares it': 'ARG V=1\nFROM debian:12 AS b\nARG V\nFROM b\nENV A=$V\n',
    'only FROM uses it': 'ARG V=1\nFROM debian:$V\nRUN echo a\n',
    'ENV gives the name another value': 'ARG V=1\nFROM debian:12\nENV V=2\nLABEL a=$V\n',
    'the script sets it':
      'ARG V=1\nFROM debian:12\nRUN V=2; echo $V\nRUN for V in a b; do echo $V; done\nRUN read V && echo $V\n',
    'the script reads it from a file':
      'ARG ID=1\nFROM debian:12\nRUN . /etc/os-release && echo $ID\n',
    'single quotes keep it from the shell': "ARG V=1\nFROM debian:12\nRUN awk '{print $V}'\n",
    'it has a default where it is used':
      'ARG V=1\nFROM debian:12\nENV A=${V:-2}\nRUN echo ${V:-2}\n',
    'no ARG of that name stands before FROM': 'FROM debian:12\nENV A=$V\n',
    'the program expands it when it runs': 'ARG V=1\nFROM debian:12\nCMD echo $V\n',
    'it is for images built on this': 'ARG V=1\nFROM debian:12\nONBUILD ENV A=$V\n',
  },
  leaves: {
    'the base image may set it': [
      'ARG PYTHON_VERSION=3.12\nFROM python:${PYTHON_VERSION}\nRUN echo python${PYTHON_VERSION}\n',
      [3],
      /may set a variable of that name/,
    ],
  },
  fixes: {
    'a use in ENV': [
      'ARG V=1\nFROM debian:12\nENV A=$V B=${V}\n',
      'ARG V=1\nFROM debian:12\nARG V\nENV A=$V B=${V}\n',
    ],
    'a use in the shell, behind other instructions': [
      'ARG V=1\r\nFROM debian:12\r\nUSER a\r\nRUN curl "x/${V}.tgz" > $V\r\n',
      'ARG V=1\r\nFROM debian:12\r\nUSER a\r\nARG V\r\nRUN curl "x/${V}.tgz" > $V\r\n',
    ],
    'a use below its comment': [
      'ARG V=1\nFROM debian:12\n\n# why\n# and how\nCOPY --chown=$V a /x\n',
      'ARG V=1\nFROM debian:12\n\nARG V\n# why\n# and how\nCOPY --chown=$V a /x\n',
    ],
    'uses in two stages': [
      'ARG V=1\nFROM debian:12\nWORKDIR /$V\nFROM debian:12\nUSER $V\n',
      'ARG V=1\nFROM debian:12\nARG V\nWORKDIR /$V\nFROM debian:12\nARG V\nUSER $V\n',
    ],
    'uses in a stage and in one built on it': [
      'ARG V=1\nFROM debian:12 AS b\nLABEL a=$V\nFROM b\nEXPOSE $V\n',
      'ARG V=1\nFROM debian:12 AS b\nARG V\nLABEL a=$V\nFROM b\nEXPOSE $V\n',
    ],
    'two names in one instruction': [
      'ARG V=1\nARG W=2\nFROM debian:12\nLABEL a=$V$W\n',
      'ARG V=1\nARG W=2\nFROM debian:12\nARG V\nARG W\nLABEL a=$V$W\n',
    ],
    'a platform argument of the builder': [
      'FROM golang:1.23\nRUN GOARCH=$TARGETARCH go build\n',
      'FROM golang:1.23\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build\n',
    ],
    'small letters': [
      'arg V=1\nfrom debian:12\nenv A=$V\n',
      'arg V=1\nfrom debian:12\narg V\nenv A=$V\n',
    ],
  },
});

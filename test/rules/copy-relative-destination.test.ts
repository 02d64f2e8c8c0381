import rule from '../../src/rules/copy-relative-destination.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'the destination is absolute': 'FROM a:1\nCOPY a /x\nADD ["a", "/x"]\n',
    'the stage sets WORKDIR before': 'FROM a:1\nWORKDIR /x\nCOPY a .\n',
    'the stage below sets WORKDIR': 'FROM a:1 AS b\nWORKDIR /x\nFROM b\nCOPY a .\n',
    'the destination begins with a variable': 'FROM a:1\nARG D\nCOPY a $D/x\nCOPY a "$D"\n',
    'the destination has a drive': '# escape=`\nFROM a:1\nCOPY a C:\\x\n',
  },
  leaves: {
    'nothing is known of the base': [
      'FROM example.test/a:1\nCOPY a .\n',
      [2],
      /base image is not known/,
    ],
    'WORKDIR comes later': ['FROM example.test/a:1\nCOPY a x\nWORKDIR /y\nCOPY a x\n', [2]],
    'WORKDIR stands in another stage': [
      'FROM example.test/a:1\nWORKDIR /y\nFROM example.test/a:1\nCOPY a x\n',
      [4],
    ],
    'the destination holds a variable': ['FROM debian:12\nARG V\nCOPY a x/$V\n', [3], /variable/],
    'the destination leads up': ['FROM debian:12\nCOPY a ../x\n', [2], /`\.\.`/],
    'the base is for Windows': [
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY a x\n',
      [2],
      /Windows/,
    ],
    'it is for images built on this': [
      'FROM debian:12\nONBUILD COPY a .\n',
      [2],
      /images built on this/,
    ],
  },
  fixes: {
    'an empty image': ['FROM scratch\nCOPY a ./b/c\n', 'FROM scratch\nCOPY a /b/c\n'],
    'the directory itself': [
      'FROM debian:12\nCOPY . .\nADD a ./\n',
      'FROM debian:12\nCOPY . /\nADD a /\n',
    ],
    'a directory with a slash': ['FROM debian:12\nCOPY a b x/\n', 'FROM debian:12\nCOPY a b /x/\n'],
    'a JSON array': ['FROM debian:12\nCOPY ["a b", "x"]\n', 'FROM debian:12\nCOPY ["a b", "/x"]\n'],
    'a base with a directory of its own': [
      'FROM golang:1.23\nCOPY a x\nCOPY b .\n',
      'FROM golang:1.23\nCOPY a /go/x\nCOPY b /go/\n',
    ],
  },
});

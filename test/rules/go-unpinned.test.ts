import rule from '../../src/rules/go-unpinned.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a version is given': 'FROM golang:1\nRUN go install golang.org/x/tools/gopls@v0.15.0\n',
    'a version comes from a variable':
      'FROM golang:1\nRUN go install golang.org/x/tools/gopls@${V}\n',
    'a package of the module is installed':
      'FROM golang:1\nRUN go install ./... && go install . && go install std\n',
    'modules are downloaded': 'FROM golang:1\nRUN go mod download\n',
  },
  leaves: {
    'the latest version is asked for': [
      'FROM golang:1\nRUN go install golang.org/x/tools/gopls@latest\n',
      [2],
      /right/,
    ],
    'no version is given': ['FROM golang:1\nRUN go get github.com/x/y\n', [2], /right/],
  },
});

testRule(rule, {
  policy: { pins: 'versions' },
  leaves: {
    'another program has the module': {
      text: 'FROM golang:1.25\nRUN go install example.com/a/cmd/tool@latest\n',
      lines: [2],
      reason: /tells a version of `example\.com\/a`/,
      installed: [{ name: 'example.com/a', type: 'golang', version: 'v1.0.0', path: 'go/bin/b' }],
    },
    'the scanner does not know the version of the program itself': {
      text: 'FROM golang:1.25\nRUN go install example.com/a@latest\n',
      lines: [2],
      reason: /not written in a way/,
      installed: [{ name: 'example.com/a', type: 'golang', version: '(devel)', path: 'go/bin/a' }],
    },
  },
  fixes: {
    'the module keeps its programs in a folder': {
      before: 'FROM golang:1.25\nRUN go install example.com/a/cmd/tool@latest\n',
      after: 'FROM golang:1.25\nRUN go install example.com/a/cmd/tool@v1.0.0\n',
      installed: [{ name: 'example.com/a', type: 'golang', version: '1.0.0', path: 'go/bin/tool' }],
    },
    'go.mod tells the version': {
      before: 'FROM golang:1.25\nRUN go install example.com/a@latest\n',
      after: 'FROM golang:1.25\nRUN go install example.com/a@v0.2.0\n',
      files: { 'go.mod': 'module x\n\nrequire (\n\texample.com/a v0.2.0 // indirect\n)\n' },
    },
  },
});

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

import rule from '../../src/rules/recursive-copy.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'a directory is copied': 'FROM node:22\nCOPY src ./src\nCOPY ./lib/ ./lib/\n',
    'some files are copied': 'FROM node:22\nCOPY *.json ./\n',
    'another stage is copied': 'FROM node:22 AS a\nFROM node:22\nCOPY --from=a . .\n',
    'the source is a variable': 'FROM node:22\nARG SRC\nCOPY $SRC .\n',
    'the context is only mounted': 'FROM node:22\nRUN --mount=type=bind,target=. npm ci\n',
  },
  leaves: {
    'the directory itself': ['FROM node:22\nCOPY . .\n', [2], /\.dockerignore/],
    'other ways to write it': [
      'FROM node:22\nCOPY ./ /app\nADD --chown=node:node . /app/\nCOPY ["*", "/app/"]\nCOPY / /app/\n',
      [2, 3, 4, 5],
    ],
    'a variable of the file says it': ['FROM node:22\nARG SRC=.\nCOPY ${SRC} /app\n', [3]],
    'ONBUILD copies it': ['FROM node:22\nONBUILD COPY . /app\n', [2]],
  },
});

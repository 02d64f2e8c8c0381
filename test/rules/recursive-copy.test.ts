import rule from '../../src/rules/recursive-copy.ts';
import { testRule } from './rule-table.ts';

const NODE = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n';
const PLAIN = 'FROM debian:12\nCOPY . /app\n';
const GIT = { '.dockerignore': '.git\n' };

testRule(rule, {
  passes: {
    'a directory is copied': 'FROM node:22\nCOPY src ./src\nCOPY ./lib/ ./lib/\n',
    'some files are copied': 'FROM node:22\nCOPY *.json ./\n',
    'another stage is copied': 'FROM node:22 AS a\nFROM node:22\nCOPY --from=a . .\n',
    'the source is a variable': 'FROM node:22\nARG SRC\nCOPY $SRC .\n',
    'the context is only mounted': 'FROM node:22\nRUN --mount=type=bind,target=. npm ci\n',
    'all that is needless is ignored': {
      text: NODE,
      files: {
        '.gitignore': 'node_modules\n.env\n',
        'package.json': '{}',
        '.dockerignore': '.git*\n**/node_modules\n**/.env\n',
      },
    },
    'everything is ignored but what is listed': {
      text: NODE,
      files: { '.gitignore': 'node_modules\n', 'package.json': '{}', '.dockerignore': '*\n!src\n' },
    },
    'the file of this Dockerfile ignores it': {
      text: PLAIN,
      files: { 'Dockerfile.dockerignore': '.git\n', '.dockerignore': '\n' },
    },
    'it is taken on purpose': { text: PLAIN, files: { '.dockerignore': '*.md\n!.git\n' } },
    'a RUN reads the history': {
      text: 'FROM golang:1.24\nCOPY . .\nRUN git describe --tags > version\n',
      files: {},
    },
    'Go writes the commit into the program': {
      text: 'FROM golang:1.24\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app ./...\n',
      files: { 'go.mod': 'module a\n' },
    },
    'a script reads the history': {
      text: PLAIN,
      files: { 'scripts/build.sh': 'V=$(git rev-parse HEAD)\n' },
    },
    'the version comes from tags': {
      text: PLAIN,
      files: { 'pyproject.toml': '[build-system]\nrequires = ["setuptools_scm>=8"]\n' },
    },
    'a hook is installed into the history': {
      text: NODE,
      files: { 'package.json': '{"scripts": {"prepare": "husky"}}' },
    },
    'a gem lists its files by git': {
      text: PLAIN,
      files: { 'a.gemspec': 'spec.files = `git ls-files -z`.split\n' },
    },
    'another Dockerfile of the folder needs it': {
      text: PLAIN,
      files: { 'Dockerfile.ci': 'FROM a\nCOPY .git .git\n' },
    },
    'a COPY names the history': { text: 'FROM a\nCOPY .git /g\nCOPY . /app\n', files: {} },
    'a pattern takes it': { text: 'FROM a\nCOPY .g* /g\nCOPY . /app\n', files: {} },
    'node_modules are not installed in the image': {
      text: PLAIN,
      files: { ...GIT, '.gitignore': 'node_modules\n', 'package.json': '{}' },
    },
    'only a program of npm is installed': {
      text: 'FROM node:22\nCOPY . .\nRUN npm install -g serve\n',
      files: { ...GIT, '.gitignore': 'node_modules\n', 'package.json': '{}' },
    },
    'a part of node_modules is in the repository': {
      text: NODE,
      files: {
        ...GIT,
        '.gitignore': 'node_modules\n',
        'package.json': '{}',
        'a/node_modules/b': '',
      },
    },
    'another Dockerfile copies node_modules along': {
      text: NODE,
      files: {
        ...GIT,
        '.gitignore': 'node_modules\n',
        'package.json': '{}',
        'run.Dockerfile': 'FROM node:22\nCOPY . .\n',
      },
    },
    'a jar is copied by a second Dockerfile': {
      text: 'FROM maven:3\nCOPY . .\nRUN mvn -q package\n',
      files: {
        ...GIT,
        '.gitignore': 'target/\n',
        'pom.xml': '<project/>',
        'Dockerfile.run': 'FROM eclipse-temurin:21\nCOPY target/app.jar /app.jar\n',
      },
    },
    'nothing in the image makes the output': {
      text: PLAIN,
      files: { ...GIT, '.gitignore': 'target\ndist\n', 'Cargo.toml': '' },
    },
    'the program reads .env': {
      text: NODE,
      files: {
        '.dockerignore': '.git\nnode_modules\n',
        '.gitignore': '.env\n',
        'package.json': '{"dependencies": {"dotenv": "1"}}',
      },
    },
    'a RUN reads .env': {
      text: 'FROM a\nCOPY . .\nRUN . ./.env && make\n',
      files: { ...GIT, '.gitignore': '.env\n' },
    },
    '.env is part of the repository': {
      text: PLAIN,
      files: { ...GIT, '.gitignore': '.env\n', '.env': 'A=1\n' },
    },
  },
  leaves: {
    'the directory itself': ['FROM node:22\nCOPY . .\n', [2], /\.dockerignore/],
    'other ways to write it': [
      'FROM node:22\nCOPY ./ /app\nADD --chown=node:node . /app/\nCOPY ["*", "/app/"]\nCOPY / /app/\n',
      [2, 3, 4, 5],
    ],
    'a variable of the file says it': ['FROM node:22\nARG SRC=.\nCOPY ${SRC} /app\n', [3]],
    'ONBUILD copies it': ['FROM node:22\nONBUILD COPY . /app\n', [2]],
    'builds see several folders': {
      text: PLAIN,
      lines: [2],
      files: {
        'a/x': '',
        'compose.yaml':
          'services:\n  a:\n    build: .\n  b:\n    build:\n      context: a\n      dockerfile: ../Dockerfile\n',
      },
      reason: /not certain \(the root of the repository and a\)/,
    },
  },
  fixes: {
    'the repository has no .dockerignore': {
      before: NODE,
      after: NODE,
      files: { '.gitignore': '/node_modules\n.env\n', 'package.json': '{}' },
      filesAfter: { '.dockerignore': '.git\n.env\n**/node_modules\n' },
      preconditions: {
        'no COPY or ADD of a Dockerfile that is built from this folder names it': 'held',
        'nothing that the build runs reads the history of git': 'held',
        'neither the build nor the program reads a `.env` file in the image': 'held',
      },
    },
    'a .dockerignore lacks some, and has no last line ending': {
      before: NODE,
      after: NODE,
      files: {
        '.gitignore': 'node_modules\n',
        'package.json': '{}',
        '.dockerignore': '# ours\r\nnode_modules\r\n*.md',
      },
      filesAfter: { '.dockerignore': '# ours\r\nnode_modules\r\n*.md\r\n.git' },
    },
    'packages in folders have theirs': {
      before: NODE,
      after: NODE,
      files: {
        '.gitignore': 'node_modules\n',
        'package.json': '{}',
        'ui/package.json': '{}',
        '.dockerignore': '.git\nnode_modules\n',
      },
      filesAfter: { '.dockerignore': '.git\nnode_modules\n**/node_modules\n' },
    },
    'several COPY are cured by one file': {
      before: 'FROM a\nCOPY . /a\nCOPY . /b\n',
      after: 'FROM a\nCOPY . /a\nCOPY . /b\n',
      files: {},
      filesAfter: { '.dockerignore': '.git\n' },
    },
    'a program that is built in the image': {
      before: 'FROM rust:1\nCOPY . .\nRUN cargo build --release\n',
      after: 'FROM rust:1\nCOPY . .\nRUN cargo build --release\n',
      files: { ...GIT, '.gitignore': '/target\n.idea/\n', 'Cargo.toml': '' },
      filesAfter: { '.dockerignore': '.git\ntarget\n.idea\n' },
    },
    'Go is told to leave the commit out': {
      before: 'FROM golang:1.24\nCOPY . .\nRUN go build -buildvcs=false -o /app\n',
      after: 'FROM golang:1.24\nCOPY . .\nRUN go build -buildvcs=false -o /app\n',
      files: { 'go.mod': 'module a\n' },
      filesAfter: { '.dockerignore': '.git\n' },
    },
    'a build names a folder': {
      before: 'FROM python:3.13\nCOPY . .\nRUN pip install -r requirements.txt\n',
      after: 'FROM python:3.13\nCOPY . .\nRUN pip install -r requirements.txt\n',
      files: {
        'api/requirements.txt': 'flask\n',
        'api/.gitignore': 'venv/\n__pycache__/\n',
        'compose.yaml':
          'services:\n  a:\n    build:\n      context: api\n      dockerfile: ../Dockerfile\n',
      },
      filesAfter: { 'api/.dockerignore': 'venv\n**/__pycache__\n' },
    },
    'the folder of an editor is in the repository': {
      before: PLAIN,
      after: PLAIN,
      files: { ...GIT, '.vscode/settings.json': '{}' },
      filesAfter: { '.dockerignore': '.git\n.vscode\n' },
    },
    'a comment that speaks of git is not a use of it': {
      before: `# git describe\n${PLAIN}`,
      after: `# git describe\n${PLAIN}`,
      files: {},
      filesAfter: { '.dockerignore': '.git\n' },
    },
    'a script cannot be read': {
      before: 'FROM a\nCOPY . /app\nRUN /app/build.sh\n',
      after: 'FROM a\nCOPY . /app\nRUN /app/build.sh\n',
      files: { 'x.py': '' },
      filesAfter: { '.dockerignore': '.git\n' },
    },
  },
});

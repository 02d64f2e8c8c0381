import rule from '../../../src/rules/build-tools-in-image.ts';
import { testRule } from '../../rules/rule-table.ts';

const FILES = { 'go.mod': 'module example.org/app\n', 'main.go': 'package main\n' };
const INSTALL =
  'RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*\n';

function before(settings: string, run = 'RUN go build -o server .'): string {
  return `FROM golang:1.24-bookworm\n${settings}WORKDIR /app\nCOPY . .\n${run}\nCMD ["./server"]\n`;
}

function after(settings: string, kept: string, run = 'RUN go build -o server .'): string {
  return (
    `FROM golang:1.24-bookworm AS build\n${settings}WORKDIR /app\nCOPY . .\n${run}\n\n` +
    `FROM debian:bookworm-slim\n${kept}${INSTALL}WORKDIR /app\nCOPY --from=build /app/server /app/server\nCMD ["./server"]\n`
  );
}

const FETCH =
  'RUN git config --global url.https://$GIT_TOKEN@example.org/.insteadOf https://example.org/ && go build -o server .';

testRule(rule, {
  fixes: {
    'and leaves the token of a package manager in the builder': {
      before: before('ARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN\nENV PORT=80\n'),
      after: after('ARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN\nENV PORT=80\n', 'ENV PORT=80\n'),
      files: FILES,
      preconditions: {
        '`go build -o server .` makes `/app/server`': 'held',
        'the program reads nothing else below `/app` at run time': 'held',
        'the program starts no other program of the build image': 'held',
      },
    },
    'and keeps what stands beside it in one ENV': {
      before: before('ENV NPM_TOKEN=abc PORT=80\n'),
      after: after('ENV NPM_TOKEN=abc PORT=80\n', 'ENV PORT=80\n'),
      files: FILES,
    },
    'and leaves a secret behind that only a RUN uses': {
      before: before('ENV GIT_TOKEN=abc\n', FETCH),
      after: after('ENV GIT_TOKEN=abc\n', '', FETCH),
      files: FILES,
      preconditions: {
        'the program starts no other program of the build image': 'held',
        '`go build -o server .` makes `/app/server`': 'held',
        'the program reads nothing else below `/app` at run time; which files the build folder has is not known':
          'unknown',
        'only the build reads `GIT_TOKEN`, which the new last stage does not set': 'held',
      },
    },
    'and keeps a secret that the program reads': {
      before: before('ENV GIT_TOKEN=abc\n', FETCH),
      after: after('ENV GIT_TOKEN=abc\n', 'ENV GIT_TOKEN=abc\n', FETCH),
      files: { ...FILES, 'main.go': 'package main\nvar t = os.Getenv("GIT_TOKEN")\n' },
    },
    'and keeps a password that no RUN uses': {
      before: before('ENV DB_PASSWORD=abc\n'),
      after: after('ENV DB_PASSWORD=abc\n', 'ENV DB_PASSWORD=abc\n'),
      files: FILES,
    },
    'and keeps the lines of an ENV as they are written': {
      before: before('ENV A=1 \\\n    NPM_TOKEN=abc \\\n    PORT=80 \\\n    CGO_ENABLED=0\n'),
      after: after(
        'ENV A=1 \\\n    NPM_TOKEN=abc \\\n    PORT=80 \\\n    CGO_ENABLED=0\n',
        'ENV A=1 \\\n    PORT=80\n',
      ),
      files: FILES,
    },
    'and asks a reviewer where no source can be read': {
      before: before('ENV GIT_TOKEN=abc\n', FETCH),
      after: after('ENV GIT_TOKEN=abc\n', '', FETCH),
      preconditions: {
        '`go build -o server .` makes `/app/server`': 'held',
        'the program reads nothing else below `/app` at run time; which files the build folder has is not known':
          'unknown',
        'the program starts no other program of the build image': 'unknown',
        'only the build reads `GIT_TOKEN`, which the new last stage does not set': 'unknown',
      },
    },
    'and keeps what a variable of the program is made of': {
      before: before('ENV NPM_TOKEN=abc\nENV API=https://$NPM_TOKEN@example.org\n'),
      after: after(
        'ENV NPM_TOKEN=abc\nENV API=https://$NPM_TOKEN@example.org\n',
        'ENV NPM_TOKEN=abc\nENV API=https://$NPM_TOKEN@example.org\n',
      ),
      files: FILES,
    },
    'and keeps what a label shows': {
      before: before('ENV NPM_TOKEN=abc\nLABEL token=$NPM_TOKEN\n'),
      after: after('ENV NPM_TOKEN=abc\n', 'ENV NPM_TOKEN=abc\nLABEL token=$NPM_TOKEN\n'),
      files: FILES,
    },
    'and keeps an index of packages that anyone may read': {
      before: before('ENV PIP_INDEX_URL=https://pypi.example.org/simple\n'),
      after: after(
        'ENV PIP_INDEX_URL=https://pypi.example.org/simple\n',
        'ENV PIP_INDEX_URL=https://pypi.example.org/simple\n',
      ),
      files: FILES,
    },
    'and repeats no ARG that only the copies name': {
      before: before('ARG SOURCE=.\n').replace('COPY . .', 'COPY $SOURCE .'),
      after: after('ARG SOURCE=.\n', '').replace('COPY . .', 'COPY $SOURCE .'),
      files: FILES,
    },
  },
});

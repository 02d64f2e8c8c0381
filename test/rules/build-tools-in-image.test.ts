import rule from '../../src/rules/build-tools-in-image.ts';
import { testRule } from './rule-table.ts';

const INSTALL =
  'RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*\n';

const START = 'FROM golang:1.24-bookworm\nWORKDIR /app\nCOPY . .\n';
const BUILD = `${START}RUN go build -o server .\n`;
const SPLIT = `FROM golang:1.24-bookworm AS build
WORKDIR /app
COPY . .
RUN go build -o server .

FROM debian:bookworm-slim
${INSTALL}WORKDIR /app
COPY --from=build /app/server /app/server
`;

const MAIN = { 'main.go': 'package main\n', 'go.mod': 'module example.org/app\n' };

testRule(rule, {
  passes: {
    'there are several stages already':
      'FROM golang:1.24 AS build\nRUN go build -o /x .\nFROM scratch\nCOPY --from=build /x /x\nCMD ["/x"]\n',
    'the program is run from its sources': `${START}CMD ["go", "run", "."]\n`,
    'a developer’s reloader is started': `${BUILD}CMD ["air", "-c", ".air.toml"]\n`,
    'a shell is started': `${BUILD}CMD ["bash"]\n`,
    'nothing is started, as in images for builds':
      'FROM golang:1.24\nRUN go install golang.org/x/lint/golint@latest\n',
    'no program is built': 'FROM golang:1.24\nCOPY . .\nCMD ["./server"]\n',
    'the tests are run': `${START}RUN go build ./...\nCMD ["go", "test", "./..."]\n`,
    'it is an image for Windows':
      'FROM golang:1.24-nanoserver\nCOPY . .\nRUN go build -o app.exe .\nCMD ["app.exe"]\n',
    'the image is none that is known':
      'FROM example.org/golang:1\nCOPY . .\nRUN go build -o /x .\nCMD ["/x"]\n',
    'another program than the built one is started':
      'FROM node:22\nCOPY . .\nCMD ["node", "x.js"]\n',
  },
  leaves: {
    'a script is started': [
      `${BUILD}COPY run.sh /\nCMD ["/run.sh"]\n`,
      [1],
      /starts `\/run\.sh`, which no command of the build is known to make.*FROM debian:bookworm-slim.*COPY --from=build \/app\/server/,
    ],
    'two programs are started': [
      `${BUILD}CMD ./server migrate && ./server\n`,
      [1],
      /more than to start one/,
    ],
    'triggers are for other images': [
      `${BUILD}ONBUILD COPY x /x\nCMD ["./server"]\n`,
      [1],
      /ONBUILD/,
    ],
    'a program that cannot be had starts the program': [
      `${BUILD}ENTRYPOINT ["tini", "--", "./server"]\n`,
      [1],
      /^`tini` starts the program, and how it comes into the image is not clear; /,
    ],
    'a time zone is written among the build': [
      `${START}RUN echo Europe/Paris > /etc/timezone && go build -o server .\nCMD ["./server"]\n`,
      [1],
      /in `\/etc\/timezone` is not in the file/,
    ],
    'the sources are given to a user': [
      `${START}RUN useradd app\nRUN chown -R app /app\nRUN go build -o server .\nUSER app\nCMD ["./server"]\n`,
      [1],
      /^line 5 runs `chown -R app \/app`, and the copies would belong to somebody else; /,
    ],
    'the programs of a build have no names here': [
      'FROM golang:1.24-bookworm\nWORKDIR /app\nCOPY . .\nRUN make\nCMD ["/app/start.sh"]\n',
      [1],
      /^its command starts `\/app\/start\.sh`.*, with what the program needs copied out of it$/,
    ],
    'another user builds': [
      'FROM golang:1.24-bookworm\nRUN useradd app\nUSER app\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nCMD ["./server"]\n',
      [1],
      /`USER app` stands before the build/,
    ],
    'a RUN does what cannot be told apart from the build': [
      `${START}RUN ./prepare.sh\nRUN go build -o server .\nCMD ["./server"]\n`,
      [1],
      /line 4 runs `\.\/prepare\.sh`/,
    ],
    'a download goes somewhere else': [
      `${START}RUN curl -fsSo /usr/local/bin/tool https://example.org/tool\nRUN go build -o server .\nCMD ["./server"]\n`,
      [1],
      /in `\/usr\/local\/bin\/tool`/,
    ],
    'users are made among what builds': [
      `${START}RUN useradd app && go build -o server .\nCMD ["./server"]\n`,
      [1],
      /runs `useradd app`, among what builds, which the runtime stage needs too/,
    ],
    'headers are installed of a library whose package is not known': [
      `${START}RUN apt-get update && apt-get install -y libvips-dev\nRUN go build -o server .\nCMD ["./server"]\n`,
      [1],
      /libraries of `libvips-dev`/,
    ],
    'the command names a file of the sources': [
      `${BUILD}CMD ["./server", "--config", "conf/app.yml"]\n`,
      [1],
      /the command names `conf\/app\.yml`/,
    ],
    'the check of its health needs what the runtime lacks': [
      `${BUILD}HEALTHCHECK CMD grpc_health_probe -addr=:80\nCMD ["./server"]\n`,
      [1],
      /HEALTHCHECK calls `grpc_health_probe`/,
    ],
    'a shell is set that the runtime may lack': [
      'FROM golang:1.24-alpine3.22\nRUN apk add bash\nSHELL ["/bin/bash", "-c"]\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nCMD ["./server"]\n',
      [1],
      /SHELL `\/bin\/bash`/,
    ],
    'the distribution gets no fixes any more': [
      'FROM golang:1.16-buster\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nCMD ["./server"]\n',
      [1],
      /debian 10 gets no security fixes/,
    ],
    'the stage is for the platform of the builder': [
      'FROM --platform=$BUILDPLATFORM golang:1.24-bookworm\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nCMD ["./server"]\n',
      [1],
      /platform/,
    ],
    'a build asks for the stage by its name': {
      text: `${BUILD}CMD ["./server"]\n`.replace('bookworm\n', 'bookworm AS builder\n'),
      lines: [1],
      reason: /compose\.yml line \d+ builds the stage `builder` by its name/,
      files: {
        ...MAIN,
        'compose.yml': 'services:\n  app:\n    build:\n      context: .\n      target: builder\n',
      },
    },
  },
  fixes: {
    'a program is built and started': {
      before: `${BUILD}CMD ["./server"]\n`,
      after: `${SPLIT}CMD ["./server"]\n`,
      files: MAIN,
      preconditions: {
        '`go build -o server .` makes `/app/server`': 'held',
        'the program reads nothing else below `/app` at run time': 'held',
        'the program starts no other program of the build image': 'held',
      },
    },
    'credentials of the build stand in ENV, and the shipped image gets none of them': {
      before: `${BUILD.replace('WORKDIR', 'ARG GIT_TOKEN\nENV GIT_TOKEN=$GIT_TOKEN\nENV A=1 GITHUB_TOKEN=$GIT_TOKEN B=2\nWORKDIR')}CMD ["./server"]\n`,
      after: `${SPLIT.replace('WORKDIR', 'ARG GIT_TOKEN\nENV GIT_TOKEN=$GIT_TOKEN\nENV A=1 GITHUB_TOKEN=$GIT_TOKEN B=2\nWORKDIR').replace('bookworm-slim\n', 'bookworm-slim\nENV A=1 B=2\n')}CMD ["./server"]\n`,
      files: MAIN,
    },
    'the program reads the credential, too': {
      before: `${BUILD.replace('WORKDIR', 'ARG GIT_TOKEN\nENV GIT_TOKEN=$GIT_TOKEN\nWORKDIR')}CMD ["./server"]\n`,
      after: `${SPLIT.replace('WORKDIR', 'ARG GIT_TOKEN\nENV GIT_TOKEN=$GIT_TOKEN\nWORKDIR').replace('bookworm-slim\n', 'bookworm-slim\nARG GIT_TOKEN\nENV GIT_TOKEN=$GIT_TOKEN\n')}CMD ["./server"]\n`,
      files: { ...MAIN, 'main.go': 'package main\nvar t = os.Getenv("GIT_TOKEN")\n' },
    },
    'files stand beside the sources, and others start programs': {
      before: `${BUILD}CMD ["./server"]\n`,
      after:
        SPLIT.replace(
          '/app/server\n',
          '/app/server\nCOPY --from=build /app/templates /app/templates\n',
        ) + 'CMD ["./server"]\n',
      files: {
        'main.go': 'package main\nimport "os/exec"\n',
        'go.mod': 'module example.org/app\n',
        'templates/index.html': '<p>\n',
        'words.bin': 'x',
      },
      preconditions: {
        '`go build -o server .` makes `/app/server`': 'held',
        'the program reads nothing else below `/app` at run time, where `words.bin` would be':
          'unknown',
        'the program starts no other program of the build image, as `main.go` may': 'unknown',
      },
    },
    'ports, labels and variables stand before the build': [
      'FROM golang:1.24-alpine3.22\n\n# Who made it.\nLABEL vendor=me\n\nENV CGO_ENABLED=0\nENV MODE=fast\nEXPOSE 80\nWORKDIR /src\nCOPY . .\nRUN go build -o /usr/local/bin/tool ./cmd/tool\nENTRYPOINT ["tool"]\n',
      'FROM golang:1.24-alpine3.22 AS build\n\nENV CGO_ENABLED=0\nENV MODE=fast\nWORKDIR /src\nCOPY . .\nRUN go build -o /usr/local/bin/tool ./cmd/tool\n\nFROM alpine:3.22\n# Who made it.\nLABEL vendor=me\nENV MODE=fast\nEXPOSE 80\nRUN apk add --no-cache ca-certificates tzdata\nWORKDIR /src\nCOPY --from=build /usr/local/bin/tool /usr/local/bin/tool\nENTRYPOINT ["tool"]\n',
    ],
    'a program is installed where only the builder finds it': [
      'FROM golang:1.24-alpine3.22\nWORKDIR /go/src/tool\nCOPY . .\nRUN go install -v ./...\nCMD ["tool"]\n',
      'FROM golang:1.24-alpine3.22 AS build\nWORKDIR /go/src/tool\nCOPY . .\nRUN go install -v ./...\n\nFROM alpine:3.22\nRUN apk add --no-cache ca-certificates tzdata\nWORKDIR /go/src/tool\nCOPY --from=build /go/bin/tool /usr/local/bin/\nCMD ["tool"]\n',
    ],
    'an ARG is used on both sides': [
      `FROM golang:1.24-bookworm\nARG VERSION=1\nWORKDIR /app\nCOPY . .\nRUN go build -ldflags "-X main.v=$VERSION" -o server .\nLABEL version=$VERSION\nCMD ["./server"]\n`,
      `FROM golang:1.24-bookworm AS build\nARG VERSION=1\nWORKDIR /app\nCOPY . .\nRUN go build -ldflags "-X main.v=$VERSION" -o server .\n\nFROM debian:bookworm-slim\nARG VERSION=1\n${INSTALL}WORKDIR /app\nCOPY --from=build /app/server /app/server\nLABEL version=$VERSION\nCMD ["./server"]\n`,
    ],
    'the stage has the name of what is shipped, in lower case': [
      'from golang:1.24-alpine3.22 as app\nworkdir /app\ncopy . .\nrun go build -o server .\ncmd ["./server"]\n',
      'from golang:1.24-alpine3.22 as build\nworkdir /app\ncopy . .\nrun go build -o server .\n\nfrom alpine:3.22 as app\nrun apk add --no-cache ca-certificates tzdata\nworkdir /app\ncopy --from=build /app/server /app/server\ncmd ["./server"]\n',
    ],
    'users and packages of the program are prepared before the build': [
      'FROM golang:1.24-alpine3.22\nRUN apk add --no-cache git ffmpeg\nRUN adduser -D -u 1001 app && mkdir /data && chown app /data\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nUSER app\nCMD ["./server"]\n',
      'FROM golang:1.24-alpine3.22 AS build\nRUN apk add --no-cache git ffmpeg\nRUN adduser -D -u 1001 app && mkdir /data && chown app /data\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\n\nFROM alpine:3.22\nRUN apk add --no-cache ca-certificates ffmpeg tzdata\nRUN adduser -D -u 1001 app && mkdir /data && chown app /data\nWORKDIR /app\nCOPY --from=build /app/server /app/server\nUSER app\nCMD ["./server"]\n',
    ],
    'its health is checked with curl': [
      `${BUILD}HEALTHCHECK CMD curl -f http://localhost/ || exit 1\nCMD ["./server"]\n`,
      `${SPLIT.replace('ca-certificates tzdata', 'ca-certificates curl tzdata')}HEALTHCHECK CMD curl -f http://localhost/ || exit 1\nCMD ["./server"]\n`,
    ],
    'the image comes through a mirror': [
      'FROM mirror.gcr.io/library/golang:1.24-alpine3.22\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nCMD ["./server"]\n',
      'FROM mirror.gcr.io/library/golang:1.24-alpine3.22 AS build\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\n\nFROM mirror.gcr.io/library/alpine:3.22\nRUN apk add --no-cache ca-certificates tzdata\nWORKDIR /app\nCOPY --from=build /app/server /app/server\nCMD ["./server"]\n',
    ],
  },
});

testRule(rule, {
  allowed: ['golang'],
  leaves: {
    'the configuration does not allow the runtime image': [
      `${BUILD}CMD ["./server"]\n`,
      [1],
      /the configuration does not allow `debian:bookworm-slim`/,
    ],
  },
});

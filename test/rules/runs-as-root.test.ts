import rule from '../../src/rules/runs-as-root.ts';
import { testRule } from './rule-table.ts';

const NODE = 'FROM node:22\n';
const APP = 'COPY server /app/\nEXPOSE 8080\n';
const START = 'CMD ["/app/server"]\n';
const SHADOW = 'RUN groupadd -g 10001 app && useradd -l -u 10001 -g app -m app\n';
const BUSYBOX = 'RUN addgroup -g 10001 app && adduser -D -u 10001 -G app app\n';
const COMPOSE = 'services:\n  web:\n    build: .\n';

/** An image of Debian with these lines before its command. */
function debian(lines: string, start = START): string {
  return `FROM debian:12\n${APP}${lines}${start}`;
}

/** What starts when it is this script of the repository. */
function script(...lines: readonly string[]) {
  const files = { 'entry.sh': ['#!/bin/sh', ...lines, ''].join('\n') };
  return { text: debian('COPY entry.sh /\n', 'ENTRYPOINT ["/entry.sh"]\n'), lines: [1], files };
}

/** What starts where a compose file runs it. */
function service(...lines: readonly string[]) {
  return { 'compose.yaml': COMPOSE + lines.map((line) => `    ${line}\n`).join('') };
}

/** A package.json with these scripts. */
function manifest(scripts: Readonly<Record<string, string>>) {
  return { 'package.json': JSON.stringify({ scripts }) };
}

/** What is looked at for any program that is started alone. */
const SHOWN = {
  'no entry point gives up root itself': 'held',
  'what it starts can do its work as another user': 'held',
  'the file starts a program of its own, or a server of its base image': 'held',
  'it is a service: a port, a volume, a health check, its command or the repository says so':
    'held',
  'what it starts is no server that gives up root itself or has paths of its own': 'held',
  'what it starts builds, installs and compiles nothing at run time': 'held',
  'nothing says that the program writes into the image: no volume, variable or option names a path':
    'held',
  'the program needs nothing in /root, which is closed to other users': 'held',
  'no port below 1024 is exposed, published or named in the command': 'held',
} as const;

/** The same for a program of Node on its official image. */
const HELD = {
  ...SHOWN,
  'the base image has the user `node` for this (1000:1000)': 'held',
} as const;

testRule(rule, {
  passes: {
    'a user is set': `${NODE}USER node\n`,
    'the parent stage sets a user': `FROM node:22 AS a\nUSER node\nFROM a\nCMD ["node"]\n`,
    'only an earlier stage runs as root': `${NODE}RUN npm ci\nFROM alpine:3.20\nUSER 1000\n`,
    'the last user is root, which is another rule': `${NODE}USER root\n`,
    'the user is a build argument': `${NODE}ARG WHO\nUSER $WHO\n`,
    'nothing is known of the base image': 'FROM example.com/team/base:1\nCMD ["app"]\n',
    'the base image has a user':
      'FROM gcr.io/distroless/static:nonroot\nCOPY app /\nENTRYPOINT ["/app"]\n',
    'nothing runs in the image': 'FROM scratch\nCOPY out /\n',
    'Windows has the user ContainerUser from the start':
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCMD ["app.exe"]\n',
    'the entry point goes on with gosu': 'FROM debian:12\nENTRYPOINT ["gosu", "app", "server"]\n',
    'the command goes on with su-exec, setpriv or chroot':
      'FROM alpine:3.20\nENTRYPOINT ["/sbin/tini", "--"]\nCMD exec /sbin/su-exec app server\n',
    'the command goes on with chroot': 'FROM debian:12\nCMD chroot --userspec=app / server\n',
    'the command goes on with su': 'FROM debian:12\nCMD su - app -c server\n',
    'the entry point of an official image drops root':
      'FROM postgres:16\nCOPY init.sql /docker-entrypoint-initdb.d/\n',
    'the same from a mirror, with another command':
      'FROM public.ecr.aws/docker/library/redis:7\nCMD ["redis-server", "--save", ""]\n',
  },
  fixes: {
    'npm keeps its logs in a home, and a number alone has none': {
      before: 'FROM amazonlinux:2023\nCOPY . .\nEXPOSE 8080\nCMD ["npm", "start"]\n',
      after:
        'FROM amazonlinux:2023\nCOPY . .\nEXPOSE 8080\nENV HOME=/tmp\nUSER 10001:10001\nCMD ["npm", "start"]\n',
      files: manifest({ start: 'node a.js' }),
    },
    'npm keeps its logs in a home, and the user of the file has none': {
      before: `FROM debian:12\nRUN useradd -r -u 999 web\nEXPOSE 8080\nCMD ["npm", "start"]\n`,
      after: `FROM debian:12\nRUN useradd -r -u 999 web\nEXPOSE 8080\nENV HOME=/tmp\nUSER 999\nCMD ["npm", "start"]\n`,
      files: manifest({ start: 'node a.js' }),
    },
    'the user of the file is given a home': {
      before: `FROM debian:12\nRUN useradd -r -u 999 web && install -d -o web /home/web\nEXPOSE 8080\nCMD ["npm", "start"]\n`,
      after: `FROM debian:12\nRUN useradd -r -u 999 web && install -d -o web /home/web\nEXPOSE 8080\nUSER 999\nCMD ["npm", "start"]\n`,
      files: manifest({ start: 'node a.js' }),
    },
    'Java needs no home, and ssh a name': {
      before:
        'FROM amazoncorretto:21\nRUN yum install -y openssh-clients\nEXPOSE 8080\nCMD ["java", "-jar", "/a.jar"]\n',
      after:
        'FROM amazoncorretto:21\nRUN yum install -y openssh-clients\nEXPOSE 8080\nUSER 10001:10001\nCMD ["java", "-jar", "/a.jar"]\n',
      preconditions: {
        ...SHOWN,
        'a number is enough: the image may have no `useradd`, and nothing needs a name': 'held',
        'nothing says that the program needs a home, which for this user is `/`, which it may not write':
          'held',
        'the program does not use `openssh-clients` (line 2), which refuses a number without a name':
          'unknown',
      },
    },
    'the base image has a user for programs': {
      before: `${NODE}${APP}CMD ["node", "a.js"]\n`,
      after: `${NODE}${APP}USER 1000:1000\nCMD ["node", "a.js"]\n`,
      preconditions: HELD,
    },
    'a script of package.json starts the program': {
      before: `${NODE}${APP}CMD ["npm", "start"]\n`,
      after: `${NODE}${APP}USER 1000:1000\nCMD ["npm", "start"]\n`,
      files: manifest({ start: 'NODE_ENV=production node a.js' }),
      preconditions: HELD,
    },
    'nobody knows what a script of package.json does': {
      before: `${NODE}${APP}CMD ["npm", "start"]\n`,
      after: `${NODE}${APP}USER 1000:1000\nCMD ["npm", "start"]\n`,
      preconditions: {
        ...Object.fromEntries(Object.entries(HELD).filter(([text]) => !text.includes('compiles'))),
        'the script `start` of package.json, which is not at hand, builds and installs nothing at run time':
          'unknown',
      },
    },
    '.NET has a variable for its user': [
      'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nEXPOSE 8080\nENTRYPOINT ["dotnet", "a.dll"]\n',
      'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nEXPOSE 8080\nUSER $APP_UID\nENTRYPOINT ["dotnet", "a.dll"]\n',
    ],
    'Debian creates users with useradd': [debian(''), debian(`${SHADOW}USER 10001:10001\n`)],
    'Alpine creates them with adduser': [
      `FROM alpine:3.20\n${APP}${START}`,
      `FROM alpine:3.20\n${APP}${BUSYBOX}USER 10001:10001\n${START}`,
    ],
    'a minimal image may have no useradd': [
      `FROM redhat/ubi9-minimal\n${APP}${START}`,
      `FROM redhat/ubi9-minimal\n${APP}USER 10001:10001\n${START}`,
    ],
    'the package manager tells the distribution': [
      `FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN apt-get update\n${APP}ENTRYPOINT []\n${START}`,
      `FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nRUN apt-get update\n${APP}${SHADOW}USER 10001:10001\nENTRYPOINT []\n${START}`,
    ],
    'without a shell a number is enough': [
      `FROM scratch\n${APP}ENTRYPOINT ["/app/server"]\n`,
      `FROM scratch\n${APP}USER 65532:65532\nENTRYPOINT ["/app/server"]\n`,
    ],
    'the file creates a user with numbers': [
      debian('RUN groupadd -g 2000 web && useradd -u 2000 -g web web\n'),
      debian('RUN groupadd -g 2000 web && useradd -u 2000 -g web web\nUSER 2000:2000\n'),
    ],
    'the file gives its user one more group, which a group in USER would take away': [
      debian('RUN groupadd -g 2000 web && useradd -u 2000 -g web -G video web\n'),
      debian('RUN groupadd -g 2000 web && useradd -u 2000 -g web -G video web\nUSER 2000\n'),
    ],
    'the file creates a user without a number': [
      debian('RUN useradd web\n'),
      debian('RUN useradd web\nUSER web\n'),
    ],
    'a comment belongs to the command': [
      debian('', '\n# start it\nCMD ["/app/server"]\n'),
      debian('', `\n${SHADOW}USER 10001:10001\n# start it\nCMD ["/app/server"]\n`),
    ],
    'something is built behind the command': [
      debian('', 'CMD ["/app/server"]\nRUN make\nEXPOSE 9000\n'),
      debian('', `CMD ["/app/server"]\nRUN make\n${SHADOW}USER 10001:10001\nEXPOSE 9000\n`),
    ],
    'the file has no last line ending, in lower case': [
      `from node:22\nexpose 8080\ncmd ["node", "a.js"]\nrun npm ci`,
      `from node:22\nexpose 8080\ncmd ["node", "a.js"]\nrun npm ci\nuser 1000:1000`,
    ],
    'the program writes to a volume': {
      before: debian('', `VOLUME /data\n${START}`),
      after: debian(
        '',
        `RUN groupadd -g 10001 app && useradd -l -u 10001 -g app -m app && install -d -o 10001 -g 10001 /data\nVOLUME /data\nUSER 10001:10001\n${START}`,
      ),
    },
    'variables name what it writes': [
      `${NODE}ENV LOG_DIR=/var/log/app DATABASE_URL=sqlite:////data/app.db\n${APP}CMD ["node", "a.js"]\n`,
      `${NODE}ENV LOG_DIR=/var/log/app DATABASE_URL=sqlite:////data/app.db\n${APP}RUN install -d -o 1000 -g 1000 /var/log/app /data\nUSER 1000:1000\nCMD ["node", "a.js"]\n`,
    ],
    'its script, read from the repository, needs no root': {
      before: script('set -e', 'exec /app/server "$@"').text,
      after: debian(`COPY entry.sh /\n${SHADOW}USER 10001:10001\n`, 'ENTRYPOINT ["/entry.sh"]\n'),
      files: script('set -e', 'exec /app/server "$@"').files,
    },
    'gosu is there and not used': [
      `${NODE}RUN apt-get install -y gosu\nENTRYPOINT []\nCMD ["node", "a.js"]\n`,
      `${NODE}RUN apt-get install -y gosu\nUSER 1000:1000\nENTRYPOINT []\nCMD ["node", "a.js"]\n`,
    ],
    'compose runs it as a user already': {
      before: debian(''),
      after: debian(`${SHADOW}USER 10001:10001\n`),
      files: service('user: "1000"'),
    },
  },
  leaves: {
    'Windows runs it as an administrator': [
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY app.exe C:/\nCMD ["app.exe"]\n',
      [1],
      /add `USER ContainerUser` above CMD on line 3/,
    ],
    'Windows starts what its base image starts': [
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY app.exe C:/\n',
      [1],
      /starts no program of its own.*`docker run --user ContainerUser`/,
    ],
    'Windows services need an administrator': [
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nENTRYPOINT ["C:\\\\ServiceMonitor.exe", "w3svc"]\n',
      [1],
      /`ServiceMonitor\.exe` starts Windows services/,
    ],
    'the file starts nothing of its own': [
      'FROM ubuntu:24.04\nRUN apt-get update\n',
      [1],
      /only what `ubuntu` starts \(`\/bin\/bash`\)/,
    ],
    'OSS-Fuzz builds in it': [
      'FROM gcr.io/oss-fuzz-base/base-builder\nCOPY build.sh /src/\n',
      [1],
      /OSS-Fuzz/,
    ],
    'it starts a shell': ['FROM debian:12\nCMD ["bash", "-l"]\n', [1], /starts a shell/],
    'it starts an interpreter': ['FROM debian:12\nCMD ["python3"]\n', [1], /interactive `python3`/],
    'it only waits': ['FROM debian:12\nCMD sleep infinity\n', [1], /keeps the container alive/],
    'it is a tool that is installed': [
      'FROM alpine:3.20\nRUN apk add --no-cache jq\nENTRYPOINT ["jq"]\n',
      [1],
      /`jq`, which line 2 installs, is a tool/,
    ],
    'by default it prints its help': [
      'FROM alpine:3.20\nCOPY t /usr/bin/\nENTRYPOINT ["t"]\nCMD ["--help"]\n',
      [1],
      /command-line tool/,
    ],
    'it works on a desktop': [
      'FROM debian:12\nENV DISPLAY=:0\nENTRYPOINT ["zoom"]\n',
      [1],
      /display and files \(line 2\)/,
    ],
    'images are built on it': [debian('ONBUILD RUN make\n'), [1], /ONBUILD on line 4/],
    'GitHub runs it as an action': {
      text: debian(''),
      lines: [1],
      files: { 'action.yml': 'runs:\n  using: docker\n  image: Dockerfile\n' },
      reason: /action\.yml makes a GitHub action of it/,
    },
    'sshd logs people in': [
      debian('', 'CMD ["/usr/sbin/sshd", "-D"]\n'),
      [1],
      /`sshd` logs people/,
    ],
    'services of the system are started': [
      debian('', 'CMD service php-fpm start && nginx\n'),
      [1],
      /`service` starts services/,
    ],
    'the author means root': [
      'FROM python:3.12\nEXPOSE 8888\nCMD ["jupyter", "lab", "--allow-root"]\n',
      [1],
      /`--allow-root`, which is for root/,
    ],
    'a low port is exposed': [
      'FROM debian:12\nEXPOSE 80\nCMD ["app"]\n',
      [1],
      /^port 80 \(EXPOSE on line 2\).* such as 8080,/,
    ],
    'a low port is in the command': [
      'FROM python:3.12\nCMD ["gunicorn", "a:b", "-b", "0.0.0.0:80"]\n',
      [1],
      /^port 80 \(`gunicorn a:b -b 0\.0\.0\.0:80`\)/,
    ],
    'compose publishes a low port': {
      text: debian(''),
      lines: [1],
      files: service('ports:', '  - 8080:80'),
      reason: /^port 80 \(compose\.yaml:5\)/,
    },
    'compose runs it as root on purpose': {
      text: debian(''),
      lines: [1],
      files: service('user: root'),
      reason: /^compose\.yaml:2 runs `web` as root on purpose/,
    },
    'compose gives it the socket of Docker': {
      text: debian(''),
      lines: [1],
      files: service('volumes:', '  - /var/run/docker.sock:/var/run/docker.sock'),
      reason: /^compose\.yaml:5 mounts \/var\/run\/docker\.sock/,
    },
    'compose gives it more rights': {
      text: debian(''),
      lines: [1],
      files: service('cap_add: [NET_ADMIN]'),
      reason: /more rights than others/,
    },
    's6-overlay starts it': ['FROM alpine:3.20\nENTRYPOINT ["/init"]\n', [1], /s6-overlay/],
    'a script starts it, and gosu is there': [
      'FROM debian:12\nRUN apt-get update && apt-get install -y gosu\nCOPY docker-entrypoint.sh /\nENTRYPOINT ["/docker-entrypoint.sh"]\n',
      [1],
      /has gosu/,
    ],
    'the entry point of an official image is replaced': [
      'FROM postgres:16\nENTRYPOINT ["/start.sh"]\n',
      [1],
      /entry point of `postgres`/,
    ],
    'its script drops root itself': {
      ...script('chmod 700 /tmp', 'exec runuser -u app -- /app/server'),
      reason: /^entry\.sh:3 goes on as another user with `runuser`/,
    },
    'its script changes owners': {
      ...script('chown -R app /data && exec /app/server'),
      reason: /^entry\.sh:2 changes owners or users/,
    },
    'only root may run its script': [
      debian('COPY run.sh /\nRUN chmod u+x /run.sh\n', 'CMD ["/run.sh"]\n'),
      [1],
      /line 5 lets only root run `run\.sh` \(`chmod u\+x`\): make that `chmod \+x`/,
    ],
    'nginx serves, whose user had another number then': [
      'FROM nginx:1.13\nCOPY site /usr/share/nginx/html\n',
      [1],
      /nginx-unprivileged/,
    ],
    'Apache of a distribution serves': [
      'FROM debian:12\nRUN apt-get install -y apache2\nCMD ["apachectl", "-DFOREGROUND"]\n',
      [1],
      /Apache serves as www-data/,
    ],
    'a database has an owner of its own': [
      'FROM ubuntu:24.04\nEXPOSE 3306\nCMD ["mysqld"]\n',
      [1],
      /data of a database/,
    ],
    'ASP.NET before 8 listens on port 80': [
      'FROM mcr.microsoft.com/dotnet/aspnet:6.0\nENTRYPOINT ["dotnet", "a.dll"]\n',
      [1],
      /ASP\.NET before 8/,
    ],
    'a development server writes': [
      `${NODE}EXPOSE 3000\nCMD npm run dev\n`,
      [1],
      /development server/,
    ],
    'a script of package.json compiles': {
      text: `${NODE}COPY . .\nEXPOSE 3000\nCMD ["npm", "start"]\n`,
      lines: [1],
      files: manifest({ prestart: 'npm run build', build: 'tsc -p .', start: 'node dist' }),
      reason: /^`tsc -p \.`, script `start` of package\.json, builds at the start/,
    },
    'a script of package.json is a development server': {
      text: `${NODE}COPY . .\nEXPOSE 3000\nCMD yarn start\n`,
      lines: [1],
      files: manifest({ start: 'cross-env PORT=3000 nodemon a.js' }),
      reason: /^`nodemon a\.js`, script `start` of package\.json, is a development server/,
    },
    'Mojolicious keeps a pid file beside the program': [
      'FROM perl:5.42\nEXPOSE 8080\nCMD hypnotoad -f /mojo/app.pl\n',
      [1],
      /hypnotoad\.pid/,
    ],
    'packages are installed at the start': [
      `${NODE}EXPOSE 3000\nCMD npm install && node a.js\n`,
      [1],
      /installs packages at the start/,
    ],
    'it is built at the start': [
      'FROM rust:1\nEXPOSE 80\nCMD cargo run\n',
      [1],
      /builds at the start/,
    ],
    'Rails writes': {
      text: 'FROM ruby:3.3\nEXPOSE 3000\nCMD ["bundle", "exec", "puma"]\n',
      lines: [1],
      files: { Gemfile: 'gem "rails"\n' },
      reason: /^Rails writes to log, tmp/,
    },
    'the program is in the home of root': [
      'FROM debian:12\nWORKDIR /root/app\nEXPOSE 8080\nCMD ["./server"]\n',
      [1],
      /the working directory is \/root\/app/,
    ],
    'browsers are in the home of root': [
      `${NODE}RUN npx playwright install\nEXPOSE 8080\nCMD ["node", "a.js"]\n`,
      [1],
      /line 2 puts browsers into the home of root/,
    ],
    'a variable names the home of root': [
      debian('ENV PATH=/root/.local/bin:$PATH\n'),
      [1],
      /`PATH` names a path below \/root/,
    ],
    'it writes where files of others are': [debian('ENV LOG_DIR=/var/log\n'), [1], /to \/var\/log/],
    'nothing can be given away without a shell': [
      `FROM scratch\n${APP}VOLUME /data\nENTRYPOINT ["/app/server"]\n`,
      [1],
      /make the directory in an earlier stage/,
    ],
    'the file creates two users': [
      debian('RUN useradd a && useradd b\n'),
      [1],
      /the users `a` and `b`/,
    ],
    'the shell in force is another one': [
      debian('SHELL ["/usr/bin/pwsh", "-c"]\n'),
      [1],
      /no POSIX shell/,
    ],
  },
});

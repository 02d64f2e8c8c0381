import rule from '../../../src/rules/build-tools-in-image.ts';
import { testRule } from '../../rules/rule-table.ts';

const FILES = { 'go.mod': 'module example.org/app\n', 'main.go': 'package main\n' };
const PACKAGES =
  'RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*\n';

function before(start: string, base = 'golang:1.24-bookworm'): string {
  return `FROM ${base}\nWORKDIR /app\nCOPY . .\nRUN chmod +x start.sh && go build -o server .\n${start}\n`;
}

const AFTER =
  'FROM golang:1.24-bookworm AS build\nWORKDIR /app\nCOPY . .\nRUN chmod +x start.sh && go build -o server .\n\n' +
  `FROM debian:bookworm-slim\n${PACKAGES}WORKDIR /app\nCOPY --from=build /app/server /app/server\nCOPY --from=build /app/start.sh /app/start.sh\n`;

function leaves(script: string, reason: RegExp, base?: string) {
  return {
    text: before('CMD ["./start.sh"]', base),
    files: { ...FILES, 'start.sh': script },
    lines: [1],
    reason,
  };
}

testRule(rule, {
  leaves: {
    'a script that calls a tool of the build': leaves(
      '#!/bin/sh\nexec go run .\n',
      /^its start script `start\.sh` runs `go`; .*`COPY --from=build \/app\/server \/app\/server`/,
    ),
    'a script that calls something besides the program': leaves(
      '#!/bin/sh\nset -e\nmigrate up\nexec ./server\n',
      /^line 3 of its start script `start\.sh` runs `migrate` besides what line 4 starts; /,
    ),
    'a script that goes on behind the program': leaves(
      '#!/bin/sh\n./server &\nwait\n',
      /^line 2 of its start script `start\.sh` runs `\.\/server`, and not only as its last step; /,
    ),
    'a script that starts what is not to be seen': leaves(
      '#!/bin/sh\nexec $PROGRAM\n',
      /^line 2 of its start script `start\.sh` runs `\$PROGRAM`, and which program that is/,
    ),
    'a script that starts the program where it went': leaves(
      '#!/bin/sh\ncd /srv\nexec ./server\n',
      /^line 3 of its start script `start\.sh` runs `\.\/server`, and which program that is/,
    ),
    'a script with a broken line': leaves(
      '#!/bin/sh\nif true\nexec ./server\n',
      /^its start script `start\.sh` cannot be read; /,
    ),
    'a script that starts nothing': leaves(
      '#!/bin/sh\necho hello\n',
      /^its start script `start\.sh` starts no program; /,
    ),
    'a script for bash on Alpine': leaves(
      '#!/usr/bin/env bash\nexec ./server\n',
      /^its start script `start\.sh` is for bash, which plain Alpine has not; /,
      'golang:1.24-alpine3.22',
    ),
    'a script that reads a file which nothing brings': leaves(
      '#!/bin/sh\ncat ./settings.env\nexec ./server\n',
      /^the command names `\.\/settings\.env`/,
    ),
    'a script that runs another one': leaves(
      '#!/bin/sh\n. ./settings.env\nexec ./server\n',
      /^line 2 of its start script `start\.sh` runs `\.` besides what line 3 starts; /,
    ),
    'another interpreter’s script': leaves(
      '#!/usr/bin/python3\nprint(1)\n',
      /^its command starts `\.\/start\.sh`, which no command of the build is known to make/,
    ),
  },
  fixes: {
    'a script of the repository that hands over': {
      before: before('CMD ["./start.sh", "-v"]'),
      after: `${AFTER}CMD ["./start.sh", "-v"]\n`,
      files: {
        ...FILES,
        'start.sh': '#!/bin/sh\nset -e\nif [ -n "$X" ]; then echo "$X"; fi\nexec ./server "$@"\n',
      },
      preconditions: {
        '`go build -o server .` makes `/app/server`': 'held',
        '`start.sh` calls nothing but `./server` and what every image has': 'held',
        'the program reads nothing else below `/app` at run time': 'held',
        'the program starts no other program of the build image': 'held',
      },
    },
    'a script that starts the command': {
      before: before('ENTRYPOINT ["/app/start.sh"]\nCMD ["./server"]'),
      after: `${AFTER}ENTRYPOINT ["/app/start.sh"]\nCMD ["./server"]\n`,
      files: { ...FILES, 'start.sh': '#!/bin/bash\nexec "$@"\n' },
    },
    'a script outside of the sources': {
      before:
        'FROM golang:1.24-bookworm\nWORKDIR /app\nCOPY *.go go.mod ./\nCOPY docker/entry.sh /usr/local/bin/\nRUN chmod +x /usr/local/bin/entry.sh\nRUN go build -o server .\nENTRYPOINT ["entry.sh"]\n',
      after:
        'FROM golang:1.24-bookworm AS build\nWORKDIR /app\nCOPY *.go go.mod ./\nCOPY docker/entry.sh /usr/local/bin/\nRUN chmod +x /usr/local/bin/entry.sh\nRUN go build -o server .\n\n' +
        `FROM debian:bookworm-slim\n${PACKAGES}WORKDIR /app\nCOPY --from=build /app/server /app/server\nCOPY --from=build /usr/local/bin/entry.sh /usr/local/bin/entry.sh\nENTRYPOINT ["entry.sh"]\n`,
      files: { ...FILES, 'docker/entry.sh': '#!/bin/sh\nexec /app/server\n' },
    },
  },
});

import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../src/findings/rule.ts';
import { NO_POLICY } from '../../../../src/findings/organisation-policy.ts';
import { plainContext } from '../../../../src/remediation/check-context.ts';
import { composePatch } from '../../../../src/remediation/compose.ts';
import rule from '../../../../src/rules/build-tools-in-image.ts';
import execForm from '../../../../src/rules/exec-form.ts';
import runsAsRoot from '../../../../src/rules/runs-as-root.ts';
import { knowledgeOf } from '../../../rules/image-knowledge.ts';
import { testRule } from '../../../rules/rule-table.ts';

const GO_FILES = { 'go.mod': 'module example.org/app\n', 'main.go': 'package main\n' };
const RUST_FILES = {
  'Cargo.toml': '[package]\nname = "app"\n',
  'Cargo.lock': '',
  'src/main.rs': 'fn main() {}\n',
};
const PORT = 'EXPOSE 8080\n';
const BUILD = 'RUN CGO_ENABLED=0 go build -o server .';

const MUSL = 'RUN cargo build --release --bin tool --target x86_64-unknown-linux-musl';
const MUSL_PATH = '/app/target/x86_64-unknown-linux-musl/release/tool';
const MUSL_START = `${PORT}CMD ["${MUSL_PATH}"]\n`;

interface Parts {
  readonly from?: string;
  readonly before?: string;
  readonly build?: string;
  readonly behind?: string;
}

function whole({ from = 'golang:1.24-bookworm', before = '', build = BUILD, behind }: Parts) {
  return `FROM ${from}\n${before}WORKDIR /app\nCOPY . .\n${build}\n${behind ?? `${PORT}CMD ["./server"]\n`}`;
}

function split(parts: Parts, runtime: string, kept = '', program = '/app/server') {
  const text = whole(parts).replace('\n', ' AS build\n');
  const { behind = `${PORT}CMD ["./server"]\n` } = parts;
  return text.replace(
    behind,
    `\nFROM ${runtime}\n${kept}WORKDIR /app\nCOPY --from=build ${program} ${program}\n${behind}`,
  );
}

const STATIC = 'gcr.io/distroless/static-debian12:nonroot';
const INSTALL =
  'RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*\n';

const onto = (
  parts: Parts,
  runtime = STATIC,
  files: Readonly<Record<string, string>> = GO_FILES,
) => ({
  before: whole(parts),
  after: split(parts, runtime),
  files,
});
const staysPlain = (parts: Parts, kept = INSTALL) => ({
  before: whole(parts),
  after: split(parts, 'debian:bookworm-slim', kept),
  files: GO_FILES,
});

testRule(rule, {
  policy: { runtime: 'distroless' },
  fixes: {
    'onto distroless where cgo is off, as the user that it has': {
      ...onto({}),
      preconditions: {
        '`go build -o server .` makes `/app/server`': 'held',
        'the program reads nothing else below `/app` at run time': 'held',
        'the program starts no other program of the build image': 'held',
        'the program is linked to no library: `CGO_ENABLED=0` holds where it is built': 'held',
        'no entry point gives up root itself': 'held',
        'it is a service: a port, a volume, a health check, its command or the repository says so':
          'held',
        'the file starts a program of its own, or a server of its base image': 'held',
        'the program needs nothing in /root, which is closed to other users': 'held',
        'what it starts builds, installs and compiles nothing at run time': 'held',
        'what it starts can do its work as another user': 'held',
        'what it starts is no server that gives up root itself or has paths of its own': 'held',
        'no port below 1024 is exposed, published or named in the command': 'held',
      },
    },
    'onto distroless where ENV turns cgo off': onto({
      before: 'ENV CGO_ENABLED=0\n',
      build: 'RUN go build -o server .',
    }),
    'onto distroless where the linker is told': onto({
      build: `RUN go build -tags netgo -ldflags '-extldflags "-static"' -o server .`,
    }),
    'onto that of the Debian release that the builder has': onto(
      { from: 'golang:1.24-trixie' },
      'gcr.io/distroless/static-debian13:nonroot',
    ),
    'onto distroless from Rust on Alpine': {
      before: whole({
        from: 'rust:1.83-alpine3.20',
        build: 'RUN cargo build --release --bin app',
        behind: `${PORT}CMD ["/app/target/release/app"]\n`,
      }),
      after: split(
        {
          from: 'rust:1.83-alpine3.20',
          build: 'RUN cargo build --release --bin app',
          behind: `${PORT}CMD ["/app/target/release/app"]\n`,
        },
        STATIC,
        '',
        '/app/target/release/app',
      ),
      files: RUST_FILES,
    },
    'onto distroless with a user by its number, who stays': onto({
      behind: `${PORT}USER 1000:1000\nCMD ["./server"]\n`,
    }),
    'onto the plain image, where the file names no directory': {
      before:
        `FROM rust:1.83-bookworm\nCOPY . /src\n${MUSL} --manifest-path /src/Cargo.toml\n${PORT}CMD ["${MUSL_PATH}"]\n`.replaceAll(
          '/app',
          '/src',
        ),
      after:
        `FROM rust:1.83-bookworm AS build\nCOPY . /src\n${MUSL} --manifest-path /src/Cargo.toml\n\nFROM debian:bookworm-slim\n${INSTALL}COPY --from=build ${MUSL_PATH} ${MUSL_PATH}\n${PORT}CMD ["${MUSL_PATH}"]\n`.replaceAll(
          '/app',
          '/src',
        ),
      files: RUST_FILES,
    },
    'onto distroless where Rust is built for musl': {
      before: whole({ from: 'rust:1.83-bookworm', build: MUSL, behind: MUSL_START }),
      after: split(
        { from: 'rust:1.83-bookworm', build: MUSL, behind: MUSL_START },
        STATIC,
        '',
        MUSL_PATH,
      ),
      files: RUST_FILES,
    },
    'onto the plain image where Cargo links musl dynamically': {
      before: whole({ from: 'rust:1.83-bookworm', build: MUSL, behind: MUSL_START }),
      after: split(
        { from: 'rust:1.83-bookworm', build: MUSL, behind: MUSL_START },
        'debian:bookworm-slim',
        INSTALL,
        MUSL_PATH,
      ),
      files: {
        ...RUST_FILES,
        '.cargo/config.toml': '[build]\nrustflags = ["-C", "target-feature=-crt-static"]\n',
      },
    },
    'onto the plain image where Rust is built for glibc': {
      before: whole({
        from: 'rust:1.83-bookworm',
        build: MUSL.replace('linux-musl', 'linux-gnu'),
        behind: MUSL_START.replace('linux-musl', 'linux-gnu'),
      }),
      after: split(
        {
          from: 'rust:1.83-bookworm',
          build: MUSL.replace('linux-musl', 'linux-gnu'),
          behind: MUSL_START.replace('linux-musl', 'linux-gnu'),
        },
        'debian:bookworm-slim',
        INSTALL,
        MUSL_PATH.replace('linux-musl', 'linux-gnu'),
      ),
      files: RUST_FILES,
    },
    'onto the plain image where cgo may be on': staysPlain({ build: 'RUN go build -o server .' }),
    'onto the plain image where a later setting turns cgo on': staysPlain({
      before: 'ENV CGO_ENABLED=0\n',
      build: 'RUN export CGO_ENABLED=1 && go build -o server .',
    }),
    'onto the plain image where the build mode needs a loader': staysPlain({
      build: 'RUN CGO_ENABLED=0 go build -buildmode=pie -o server .',
    }),
    'onto the plain image where a shell starts the program': staysPlain({
      behind: `${PORT}CMD ./server\n`,
    }),
    'onto the plain image where the exec form names a shell': staysPlain({
      behind: `${PORT}CMD ["sh", "-c", "./server"]\n`,
    }),
    'onto the plain image where HEALTHCHECK needs a shell': staysPlain({
      behind: `${PORT}HEALTHCHECK CMD /app/server health\nCMD ["./server"]\n`,
    }),
    'onto the plain image where a RUN stands behind the build': staysPlain({
      behind: `RUN mkdir -p /srv/data\n${PORT}CMD ["./server"]\n`,
    }),
    'onto the plain image where the program listens on a port of root': staysPlain({
      behind: 'EXPOSE 80\nCMD ["./server"]\n',
    }),
    'onto the plain image where a volume belongs to root': staysPlain({
      behind: `${PORT}VOLUME /data\nCMD ["./server"]\n`,
    }),
    'onto the plain image where USER has the name of a user of Debian': staysPlain({
      behind: `${PORT}USER www-data\nCMD ["./server"]\n`,
    }),
    'onto the plain image where COPY gives files to a user of Debian': staysPlain({
      behind: `COPY --chown=www-data:www-data web web\n${PORT}CMD ["./server"]\n`,
    }),
    'onto the plain image where a RUN before the build is for the program': {
      before: whole({ before: 'RUN mkdir -p /srv/data\n' }),
      after: split(
        { before: 'RUN mkdir -p /srv/data\n' },
        'debian:bookworm-slim',
        `${INSTALL}RUN mkdir -p /srv/data\n`,
      ),
      files: GO_FILES,
    },
    'onto the plain image where a script starts the program': {
      before: whole({ behind: `${PORT}CMD ["./start.sh"]\n` }),
      after: split(
        { behind: `${PORT}CMD ["./start.sh"]\n` },
        'debian:bookworm-slim',
        INSTALL,
      ).replace(
        'COPY --from=build /app/server /app/server\n',
        'COPY --from=build /app/server /app/server\nCOPY --from=build /app/start.sh /app/start.sh\n',
      ),
      files: { ...GO_FILES, 'start.sh': '#!/bin/sh\nexec ./server "$@"\n' },
    },
    'onto the plain image where the program needs a package': {
      before: whole({
        before: 'RUN apt-get update && apt-get install -y ffmpeg\n',
      }),
      after: split(
        { before: 'RUN apt-get update && apt-get install -y ffmpeg\n' },
        'debian:bookworm-slim',
        INSTALL.replace('certificates ', 'certificates ffmpeg '),
      ),
      files: GO_FILES,
    },
    'onto distroless with a HEALTHCHECK of the program itself': onto({
      behind: `${PORT}HEALTHCHECK CMD ["/app/server", "health"]\nCMD ["./server"]\n`,
    }),
  },
});

testRule(rule, {
  policy: {
    runtime: 'distroless',
    mirrors: [{ from: 'gcr.io/', to: 'registry.example.org/gcr/' }],
  },
  fixes: {
    'onto distroless of the mirror': onto(
      {
        behind: `${PORT}USER 1000\nCMD ["./server"]\n`,
      },
      `registry.example.org/gcr/distroless/static-debian12:nonroot`,
    ),
  },
});

testRule(rule, {
  policy: { runtime: 'distroless' },
  allowed: ['golang', 'debian'],
  fixes: { 'onto the plain image where no other is allowed': staysPlain({}) },
});

testRule(rule, {
  fixes: { 'onto the plain image where nobody asks for distroless': staysPlain({}) },
});

describe('an image that runs as root', () => {
  const asked = { ...NO_POLICY, runtime: 'distroless' as const };
  const compose = (rules: readonly Rule[], text: string) => {
    const context = { ...plainContext(rules, knowledgeOf({})), policy: asked };
    const policy = { safeties: ['safe', 'review'] as const, only: null, moveImages: true };
    return composePatch({ path: 'Dockerfile', text }, context, policy);
  };

  it('gets the user of distroless by the split alone', () => {
    const { after, left } = compose([rule, runsAsRoot], whole({}));
    expect(after).toBe(split({}, STATIC));
    expect(left).toEqual([]);
  });

  it('waits for the exec form, with which it fits distroless', () => {
    const text = whole({ behind: `${PORT}CMD ./server -v\n` });
    const { after, left } = compose([rule, runsAsRoot, execForm], text);
    expect(after).toBe(split({ behind: `${PORT}CMD ["./server", "-v"]\n` }, STATIC));
    expect(left).toEqual([]);
  });

  it('says what to do where the exec form is not written', () => {
    const { left } = compose([runsAsRoot], whole({ behind: `${PORT}CMD ./server\n` }));
    expect(left.map(({ reason }) => reason)).toEqual([
      'write the command in the exec form, with which `build-tools-in-image` ships the program on distroless, and it runs as user 65532',
    ]);
  });

  it('gets a user of its own where distroless does not fit', () => {
    const { after } = compose([runsAsRoot], whole({ build: 'RUN go build -o server .' }));
    expect(after).toContain('USER 10001:10001\n');
  });
});

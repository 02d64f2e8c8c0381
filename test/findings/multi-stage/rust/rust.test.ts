import rule from '../../../../src/rules/build-tools-in-image.ts';
import { testRule } from '../../../rules/rule-table.ts';

const START = 'FROM rust:1.83-bookworm\nWORKDIR /app\nCOPY . .\n';
const BUILD = `${START}RUN cargo build --release\n`;
const CMD = 'CMD ["./target/release/app"]\n';

function installing(packages: string): string {
  return `RUN apt-get update && apt-get install -y --no-install-recommends ${packages} && rm -rf /var/lib/apt/lists/*\n`;
}

function split(packages = 'ca-certificates tzdata'): string {
  return `FROM rust:1.83-bookworm AS build
WORKDIR /app
COPY . .
RUN cargo build --release

FROM debian:bookworm-slim
${installing(packages)}WORKDIR /app
COPY --from=build /app/target/release/app /app/target/release/app
`;
}

function lock(...crates: readonly string[]): string {
  return crates.map((crate) => `[[package]]\nname = "${crate}"\nversion = "1.0.0"\n`).join('\n');
}

const FILES = { 'src/main.rs': 'fn main() {}\n', 'Cargo.toml': '[package]\nname = "app"\n' };

testRule(rule, {
  passes: {
    'the sources are watched': `${BUILD}CMD ["cargo", "watch", "-x", "run"]\n`,
    'nothing is built': 'FROM rust:1.83\nRUN rustup component add clippy\nCMD ["./x"]\n',
  },
  leaves: {
    'the program is linked to an old library in a release that is not known': [
      `${START}RUN apt-get update && apt-get install -y libavcodec-dev\nRUN cargo build --release\n${CMD}`,
      [1],
      /libraries of `libavcodec-dev`.*COPY --from=build \/app\/target\/release\/app/,
    ],
    'the program is started by a script': [
      `${BUILD}CMD ["./start.sh"]\n`,
      [1],
      /starts `\.\/start\.sh`/,
    ],
  },
  fixes: {
    'cargo’s lock says that nothing else is linked': {
      before: `${BUILD}${CMD}`,
      after: `${split()}${CMD}`,
      files: { ...FILES, 'Cargo.lock': lock('app', 'ring', 'linux-raw-sys') },
      preconditions: {
        '`cargo build --release` makes `/app/target/release/app`': 'held',
        'no crate needs a library that the runtime image lacks': 'held',
        'the program reads nothing else below `/app` at run time': 'held',
        'the program starts no other program of the build image': 'held',
      },
    },
    'OpenSSL is linked': {
      before: `${BUILD}${CMD}`,
      after: `${split('ca-certificates libssl3 tzdata')}${CMD}`,
      files: { ...FILES, 'Cargo.lock': lock('app', 'openssl-sys') },
    },
    'OpenSSL is built with the program': {
      before: `${BUILD}${CMD}`,
      after: `${split()}${CMD}`,
      files: { ...FILES, 'Cargo.lock': lock('app', 'openssl-sys', 'openssl-src') },
    },
    'a crate may link anything': {
      before: `${BUILD}${CMD}`,
      after: `${split()}${CMD}`,
      files: { ...FILES, 'Cargo.lock': lock('app', 'magic-sys') },
      preconditions: {
        '`cargo build --release` makes `/app/target/release/app`': 'held',
        'no crate needs a library that the runtime image lacks, as `magic-sys` may': 'unknown',
        'the program reads nothing else below `/app` at run time': 'held',
        'the program starts no other program of the build image': 'held',
      },
    },
    'a program is installed on musl': [
      'FROM rust:1.83-alpine3.22\nWORKDIR /src\nCOPY . .\nRUN cargo install --path .\nENTRYPOINT ["app"]\n',
      'FROM rust:1.83-alpine3.22 AS build\nWORKDIR /src\nCOPY . .\nRUN cargo install --path .\n\nFROM alpine:3.22\nRUN apk add --no-cache ca-certificates libgcc tzdata\nWORKDIR /src\nCOPY --from=build /usr/local/cargo/bin/app /usr/local/bin/\nENTRYPOINT ["app"]\n',
    ],
    'the program is moved to a place of its own': [
      `${BUILD}RUN cp target/release/app /usr/local/bin/\nCMD ["app"]\n`,
      `FROM rust:1.83-bookworm AS build
WORKDIR /app
COPY . .
RUN cargo build --release
RUN cp target/release/app /usr/local/bin/

FROM debian:bookworm-slim
${installing('ca-certificates tzdata')}WORKDIR /app
COPY --from=build /usr/local/bin/app /usr/local/bin/app
CMD ["app"]
`,
    ],
  },
});

import rule from '../../src/rules/cargo-cache.ts';
import { testRule } from './rule-table.ts';

testRule(rule, {
  passes: {
    'only the program leaves the stage':
      'FROM rust:1.90 AS b\nRUN cargo build --release\nFROM debian:12\nCOPY --from=b /target/release/a /a\n',
    'the cache is a mount':
      'FROM rust:1.90\nRUN --mount=type=cache,target=/usr/local/cargo/registry cargo build\n',
    'the sources are removed': 'FROM rust:1.90\nRUN cargo build && rm -rf "$CARGO_HOME/registry"\n',
    'nothing is downloaded': 'FROM rust:1.90\nRUN cargo --version && cargo build --offline\n',
  },
  leaves: {
    'a later step builds with them': [
      'FROM rust:1.90\nRUN cargo fetch\nRUN cargo build --offline\n',
      [2],
      /line 3 uses this cache/,
    ],
    'the container builds': [
      'FROM rust:1.90\nRUN cargo build\nCMD cargo run\n',
      [2],
      /line 3 uses this cache/,
    ],
    'the home of cargo is not known': [
      'FROM example.com/rust\nRUN cargo install x\n',
      [2],
      /not to be seen/,
    ],
    'another user builds': [
      'FROM debian:12\nUSER app\nRUN cargo install x\n',
      [3],
      /not to be seen/,
    ],
  },
  fixes: {
    'the image of Rust is shipped': [
      'FROM rust:1.90\nRUN cargo install --path .\nCMD ["a"]\n',
      'FROM rust:1.90\nRUN cargo install --path . && rm -rf /usr/local/cargo/registry /usr/local/cargo/git\nCMD ["a"]\n',
    ],
    'root has Rust in its home directory': [
      'FROM debian:12\nRUN cargo install x\n',
      'FROM debian:12\nRUN cargo install x && rm -rf /root/.cargo/registry /root/.cargo/git\n',
    ],
  },
});

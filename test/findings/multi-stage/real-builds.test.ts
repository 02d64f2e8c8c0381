import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBases } from '../../../scripts/build-proof/bases.ts';
import type { BaseStore } from '../../../scripts/build-proof/bases.ts';
import type { Example } from '../../../src/findings/rule.ts';
import { runProgram } from '../../../src/local/builders/run-program.ts';
import { plainContext } from '../../../src/remediation/check-context.ts';
import { composePatch } from '../../../src/remediation/compose.ts';
import rule from '../../../src/rules/build-tools-in-image.ts';
import { knowledgeOf } from '../../rules/image-knowledge.ts';
import { surroundingsOf } from '../../rules/known-surroundings.ts';

/** A project that is built and run as it is, and after the split. */
interface Project {
  readonly dockerfile: string;
  readonly files: NonNullable<Example['files']>;
  /** What the started program prints. */
  readonly prints: string;
  /** A tool of the builder. */
  readonly tool: string;
}

const PROJECTS: Readonly<Record<string, Project>> = {
  'a Go program reads templates and time zones': {
    dockerfile:
      'FROM golang:1.23-bookworm\nWORKDIR /app\nCOPY . .\nENV GREETING=hello\nRUN go build -o server .\nEXPOSE 8080\nCMD ["./server"]\n',
    files: {
      'go.mod': 'module example.org/app\n\ngo 1.19\n',
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\t"os"\n\t"time"\n)\n\nfunc main() {\n\tzone, err := time.LoadLocation("Europe/Paris")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\ttext, err := os.ReadFile("templates/page.txt")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tfmt.Print(os.Getenv("GREETING"), " ", zone, " ", string(text))\n}\n',
      'templates/page.txt': 'page\n',
    },
    prints: 'hello Europe/Paris page\n',
    tool: 'go',
  },
  'a C program is linked to a library': {
    dockerfile:
      'FROM debian:bookworm\nRUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make zlib1g-dev\nWORKDIR /src\nCOPY . .\nRUN make\nCMD ["./hello"]\n',
    files: {
      Makefile: 'hello: main.c\n\tcc -o hello main.c -lz\n',
      'main.c':
        '#include <stdio.h>\n#include <zlib.h>\n\nint main(void) {\n  printf("zlib %c\\n", zlibVersion()[0]);\n  return 0;\n}\n',
    },
    prints: 'zlib 1\n',
    tool: 'gcc',
  },
  'a Rust program is started where cargo left it': {
    dockerfile:
      'FROM rust:1.83-bookworm\nWORKDIR /src\nCOPY . .\nRUN cargo build --release\nCMD ["./target/release/hello"]\n',
    files: {
      'Cargo.toml': '[package]\nname = "hello"\nversion = "0.1.0"\nedition = "2021"\n',
      'Cargo.lock': 'version = 3\n\n[[package]]\nname = "hello"\nversion = "0.1.0"\n',
      'src/main.rs': 'fn main() {\n    println!("hello from rust");\n}\n',
    },
    prints: 'hello from rust\n',
    tool: 'cargo',
  },
};

const LONGEST_BASES_MS = 900_000;
const LONGEST_BUILD_MS = 300_000;

let folder = '';
let store: BaseStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-splits-'));
  store = openBases();
  await store.ensure(
    'golang:1.23-bookworm',
    'rust:1.83-bookworm',
    'debian:bookworm',
    'debian:bookworm-slim',
  );
}, LONGEST_BASES_MS);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function buildah(...words: readonly string[]): Promise<string> {
  const run = await runProgram('buildah', words, {
    environment: store.environment,
    longest: LONGEST_BUILD_MS,
    folder,
  });
  if (run.code !== 0) throw new Error(`buildah ${words.join(' ')}: ${run.errors.slice(-2000)}`);
  return run.output;
}

/** Builds the text, runs `words` in it and gives what they print. */
async function printed(name: string, text: string, words: readonly string[]): Promise<string> {
  const file = join(folder, `${name}.Dockerfile`);
  writeFileSync(file, text);
  const tag = `localhost/seaworthy-split-${process.pid}`;
  await buildah(
    'bud',
    '--pull-never',
    '--format',
    'docker',
    '-t',
    tag,
    '-f',
    file,
    join(folder, name),
  );
  const container = (await buildah('from', '--pull-never', tag)).trim();
  try {
    return await buildah('run', container, '--', ...words);
  } finally {
    await buildah('rm', container);
    await buildah('rmi', '--force', tag);
  }
}

/** The exec form of the last CMD. */
function commandOf(text: string): string[] {
  const words: unknown = JSON.parse(/^CMD (.*)$/m.exec(text)?.[1] ?? '[]');
  return Array.isArray(words) ? words.map(String) : [];
}

describe('before and after the split', () => {
  it.each(Object.entries(PROJECTS))(
    '%s',
    async (title, { dockerfile, files, prints, tool }) => {
      const name = title.replaceAll(' ', '-');
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name, path)), { recursive: true });
        writeFileSync(join(folder, name, path), text);
      }
      const context = {
        ...plainContext([rule], knowledgeOf({})),
        surroundings: surroundingsOf({ files }),
      };
      const policy = { safeties: ['review'] as const, only: null, moveImages: true };
      const { after } = composePatch({ path: 'Dockerfile', text: dockerfile }, context, policy);
      expect(after).toContain('COPY --from=build');
      const find = ['sh', '-c', `command -v ${tool} || echo none`];
      expect(await printed(name, dockerfile, commandOf(dockerfile))).toBe(prints);
      expect(await printed(name, after, commandOf(after))).toBe(prints);
      expect(await printed(name, after, find)).toBe('none\n');
    },
    LONGEST_BUILD_MS * 3,
  );
});

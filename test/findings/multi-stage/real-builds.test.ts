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
  // Maven's own plugins cannot be had from Debian or npm: the wrapper calls the JDK.
  'a Java program is packed by a wrapper': {
    dockerfile:
      'FROM eclipse-temurin:17-jdk\nWORKDIR /app\nCOPY . .\nRUN chmod +x mvnw && ./mvnw package\nCMD ["java", "-jar", "target/app.jar"]\n',
    files: {
      mvnw: '#!/bin/sh\nset -e\njavac -d target/classes src/main/java/App.java\njar cfe target/app.jar App -C target/classes .\n',
      'pom.xml': '<project><artifactId>spring-boot-maven-plugin</artifactId></project>\n',
      'src/main/java/App.java':
        'class App {\n  public static void main(String[] words) throws Exception {\n    System.out.println(new String(java.nio.file.Files.readAllBytes(java.nio.file.Path.of("config/page.txt"))).trim());\n  }\n}\n',
      'config/page.txt': 'page\n',
    },
    prints: 'page\n',
    tool: 'javac',
  },
  'a Node.js program is compiled by a development package': {
    dockerfile:
      'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm install\nRUN npm run build\nCMD ["node", "dist/main.js"]\n',
    files: {
      'package.json':
        '{"scripts":{"build":"esbuild src/main.js --outdir=dist --format=cjs --platform=node","prepare":"esbuild --version"},"dependencies":{"ms":"2.1.3"},"devDependencies":{"esbuild":"0.25.9"}}\n',
      'src/main.js':
        "import ms from 'ms';\nimport { existsSync } from 'node:fs';\nconsole.log(ms('2 days'), existsSync('package.json'));\n",
    },
    prints: '172800000 true\n',
    tool: '/app/node_modules/.bin/esbuild',
  },
  'a Python program has a module in C': {
    dockerfile:
      'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev python3-dev\nRUN python -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\nCOPY module /module\nRUN pip install --no-index --no-build-isolation /module\nWORKDIR /app\nCOPY app.py ./\nCMD ["/opt/venv/bin/python", "app.py"]\n',
    files: {
      'app.py': 'import hello\nprint(hello.word())\n',
      'module/setup.py':
        'from setuptools import Extension, setup\nsetup(name="hello", version="1", ext_modules=[Extension("hello", ["hello.c"])])\n',
      'module/hello.c':
        '#include <Python.h>\n\nstatic PyObject *word(PyObject *self, PyObject *args) { return PyUnicode_FromString("hello from C"); }\nstatic PyMethodDef methods[] = {{"word", word, METH_NOARGS, ""}, {NULL, NULL, 0, NULL}};\nstatic struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "hello", "", -1, methods};\nPyMODINIT_FUNC PyInit_hello(void) { return PyModule_Create(&module); }\n',
    },
    prints: 'hello from C\n',
    tool: 'gcc',
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
    'eclipse-temurin:17-jdk',
    'eclipse-temurin:17-jre',
    'node:24',
    'python:3.13-slim',
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

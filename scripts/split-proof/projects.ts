import type { Example } from '../../src/findings/example.ts';

/** A project that is built and run as it is, and after the split. */
export interface Project {
  /** Local images that the two builds stand on. */
  readonly bases: readonly string[];
  readonly dockerfile: string;
  readonly files: NonNullable<Example['files']>;
  /** What the started program prints. */
  readonly prints: string;
  /** A tool of the builder. */
  readonly tool: string;
}

/** One a language, and more where a recipe has another way. */
export const PROJECTS: Readonly<Record<string, Project>> = {
  'a Go program reads templates and time zones': {
    bases: ['golang:1.23-bookworm', 'debian:bookworm-slim'],
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
  'a Go program is started by a script of the repository': {
    bases: ['golang:1.23-bookworm', 'debian:bookworm-slim'],
    dockerfile:
      'FROM golang:1.23-bookworm\nWORKDIR /app\nCOPY . .\nRUN chmod +x docker-entrypoint.sh && go build -o server .\nENTRYPOINT ["./docker-entrypoint.sh", "./server"]\n',
    files: {
      'go.mod': 'module example.org/app\n\ngo 1.19\n',
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() { fmt.Println(os.Getenv("GREETING")) }\n',
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\nexport GREETING="hello $(id -u)"\nexec "$@"\n',
    },
    prints: 'hello 0\n',
    tool: 'go',
  },
  'a C program is linked to a library': {
    bases: ['debian:bookworm', 'debian:bookworm-slim'],
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
    bases: ['rust:1.83-bookworm', 'debian:bookworm-slim'],
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
  'a Rust program is installed where only the builder finds it': {
    bases: ['rust:1.83-bookworm', 'debian:bookworm-slim'],
    dockerfile:
      'FROM rust:1.83-bookworm\nWORKDIR /src\nCOPY . .\nRUN cargo install --path .\nCMD ["hello"]\n',
    files: {
      'Cargo.toml': '[package]\nname = "hello"\nversion = "0.1.0"\nedition = "2021"\n',
      'Cargo.lock': 'version = 3\n\n[[package]]\nname = "hello"\nversion = "0.1.0"\n',
      'src/main.rs': 'fn main() {\n    println!("hello from cargo");\n}\n',
    },
    prints: 'hello from cargo\n',
    tool: 'cargo',
  },
  // Maven's own plugins cannot be had from Debian or npm: the wrapper calls the JDK.
  'a Java program is packed by a wrapper': {
    bases: ['eclipse-temurin:17-jdk', 'eclipse-temurin:17-jre'],
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
    bases: ['node:24'],
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
    bases: ['python:3.13-slim'],
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

import { findSplit } from '../findings/multi-stage/find-split.ts';
import { isSplit } from '../findings/multi-stage/recipe.ts';
import { RECIPES } from '../findings/multi-stage/recipes.ts';
import { splitEdits } from '../findings/multi-stage/split-edits.ts';
import type { Rule } from '../findings/rule.ts';

export default {
  id: 'build-tools-in-image',
  summary: 'The image ships the compiler or build tools that made its program',
  rationale:
    'A program that is built and shipped in one stage brings along its compiler, package manager, headers and ' +
    'sources: hundreds of megabytes in which most reported vulnerabilities stand, and tools that help whoever ' +
    'breaks in. The fix names that stage as the builder and adds a last stage on the plain image of the same ' +
    'distribution, which takes the program out of the builder with `COPY --from`, with the same directory, ' +
    'variables, ports and command as before. Where what the program needs at run time cannot be told for sure, ' +
    'the finding says what a person should copy.',
  severity: 'medium',
  safety: 'review',
  effects: ['base', 'env', 'packages', 'files'],
  paths: ['/**'],
  aliases: {},
  references: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds',
  ],
  about: [
    'go',
    'cargo',
    'make',
    'gmake',
    'cmake',
    'ninja',
    'meson',
    'gcc',
    'g++',
    'cc',
    'c++',
    'clang',
    'clang++',
    'mage',
    'task',
    'just',
    'mvn',
    'mvnw',
    'gradle',
    'gradlew',
    'sbt',
    'dotnet',
    'npm',
    'yarn',
    'pnpm',
    'pip',
    'CMD',
    'ENTRYPOINT',
  ],
  examples: [
    {
      name: 'a Go program is shipped with its compiler',
      before:
        'FROM golang:1.24-bookworm\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\nEXPOSE 8080\nCMD ["./server"]\n',
      after:
        'FROM golang:1.24-bookworm AS build\nWORKDIR /app\nCOPY . .\nRUN go build -o server .\n\nFROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nCOPY --from=build /app/server /app/server\nEXPOSE 8080\nCMD ["./server"]\n',
      files: {
        'go.mod': 'module example.org/server\n\ngo 1.19\n',
        'main.go': 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello")\n}\n',
      },
    },
    {
      name: 'a C program is shipped with the packages that built it',
      before:
        'FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y gcc libc6-dev zlib1g-dev\nCOPY main.c /src/\nRUN gcc -o /usr/local/bin/hello /src/main.c -lz\nCMD ["hello"]\n',
      after:
        'FROM debian:bookworm-slim AS build\nRUN apt-get update && apt-get install -y gcc libc6-dev zlib1g-dev\nCOPY main.c /src/\nRUN gcc -o /usr/local/bin/hello /src/main.c -lz\n\nFROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends zlib1g && rm -rf /var/lib/apt/lists/*\nCOPY --from=build /usr/local/bin/hello /usr/local/bin/hello\nCMD ["hello"]\n',
      files: {
        'main.c':
          '#include <stdio.h>\n#include <zlib.h>\n\nint main(void) {\n  printf("zlib %c\\n", zlibVersion()[0]);\n  return 0;\n}\n',
      },
    },
    {
      name: 'a Rust program is shipped with cargo',
      before:
        'FROM rust:1.83-bookworm\nWORKDIR /app\nCOPY . .\nRUN cargo build --release\nCMD ["./target/release/hello"]\n',
      after:
        'FROM rust:1.83-bookworm AS build\nWORKDIR /app\nCOPY . .\nRUN cargo build --release\n\nFROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tzdata && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nCOPY --from=build /app/target/release/hello /app/target/release/hello\nCMD ["./target/release/hello"]\n',
      files: {
        'Cargo.toml': '[package]\nname = "hello"\nversion = "0.1.0"\nedition = "2021"\n',
        'Cargo.lock': 'version = 3\n\n[[package]]\nname = "hello"\nversion = "0.1.0"\n',
        'src/main.rs': 'fn main() {\n    println!("hello");\n}\n',
      },
    },
    {
      name: 'a Java program is shipped with Maven and a JDK',
      before:
        'FROM maven:3.9-eclipse-temurin-17\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD ["java", "-jar", "target/app.jar"]\n',
      after:
        'FROM maven:3.9-eclipse-temurin-17 AS build\nWORKDIR /app\nCOPY . .\nRUN mvn package\n\nFROM eclipse-temurin:17-jre\nWORKDIR /app\nCOPY --from=build /app/target/app.jar /app/target/app.jar\nCMD ["java", "-jar", "target/app.jar"]\n',
      files: {
        'pom.xml': '<project><artifactId>spring-boot-maven-plugin</artifactId></project>\n',
        'src/main/java/App.java': 'class App {}\n',
      },
    },
    {
      name: 'a Node.js program is shipped with the packages that compiled it',
      before:
        'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm install\nRUN npm run build\nCMD ["node", "dist/main.js"]\n',
      after:
        'FROM node:24 AS build\nWORKDIR /app\nCOPY . .\nRUN npm install\nRUN npm run build\nRUN npm prune --omit=dev\n\nFROM node:24-slim\nWORKDIR /app\nCOPY --from=build /app/package.json /app/package.json\nCOPY --from=build /app/node_modules /app/node_modules\nCOPY --from=build /app/dist /app/dist\nCMD ["node", "dist/main.js"]\n',
      files: {
        'package.json':
          '{"scripts":{"build":"tsc"},"dependencies":{"ms":"2.1.3"},"devDependencies":{"typescript":"5.9.2"}}\n',
        'tsconfig.json': '{"compilerOptions":{"outDir":"dist","rootDir":"src"}}\n',
        'src/main.ts': 'console.log("hello");\n',
      },
    },
    {
      name: 'a .NET program is shipped with the SDK',
      before:
        'FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /app\nCOPY . .\nRUN dotnet publish -c Release -o out\nENTRYPOINT ["dotnet", "out/App.dll"]\n',
      after:
        'FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /app\nCOPY . .\nRUN dotnet publish -c Release -o out\n\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nWORKDIR /app\nCOPY --from=build /app/out /app/out\nENTRYPOINT ["dotnet", "out/App.dll"]\n',
      files: { 'App.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>\n' },
    },
    {
      name: 'a Python program is shipped with the compiler of its packages',
      before:
        'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y gcc libpq-dev\nRUN pip install psycopg2\nWORKDIR /app\nCOPY . .\nCMD ["python", "app.py"]\n',
      after:
        'FROM python:3.13-slim AS build\nRUN apt-get update && apt-get install -y gcc libpq-dev\nRUN pip install psycopg2\n\nFROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\nCOPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages\nCOPY --from=build /usr/local/bin /usr/local/bin\nWORKDIR /app\nCOPY . .\nCMD ["python", "app.py"]\n',
    },
    {
      name: 'a script starts the program, and may need anything of the build image',
      before:
        'FROM golang:1.24\nCOPY . /app\nRUN cd /app && go build -o server .\nCMD ["/app/start.sh"]\n',
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    const found = findSplit(dockerfile, facts, RECIPES);
    if (found === null) return;
    const { input, answer } = found;
    const { span } = input.stage.from;
    const message = `The image ships ${answer.tools}, which only its build needs.`;
    if (!isSplit(answer)) {
      const { left, preconditions = [] } = answer;
      yield { span, message, fix: null, left, preconditions };
      return;
    }
    const title = `Ship the program on ${answer.runtime}, without ${answer.tools}`;
    yield { span, message, fix: { title, ...splitEdits(input, answer) } };
  },
} satisfies Rule;

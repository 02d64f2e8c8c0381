import { describe, expect, it } from 'vitest';
import { preloadFiles } from '../../src/remediation/preload-files.ts';
import { memoryRepository } from './memory-repository.ts';

async function readOf(dockerfile: string, names: readonly string[]): Promise<readonly string[]> {
  const files = Object.fromEntries(names.map((name) => [name, 'text\n']));
  const { repository } = memoryRepository(files);
  const loaded = await preloadFiles(repository, [{ path: 'Dockerfile', text: dockerfile }]);
  return names.filter((name) => loaded.text(name) !== null);
}

const SOURCES = ['main.go', 'go.sum', 'src/main.rs', 'main.c', 'src/server.js', 'notes.txt'];

describe('preloadFiles', () => {
  it.each([
    ['a Go program', 'FROM golang:1.25\nRUN go build .\n', ['main.go', 'go.sum', 'main.c']],
    ['a Rust program', 'FROM rust:1.90\nRUN cargo build\n', ['src/main.rs']],
    ['a C program', 'FROM debian:13\nRUN gcc main.c\n', ['main.c']],
    ['a Node program', 'FROM node:24\nCMD ["node", "."]\n', ['src/server.js']],
    ['no program', 'FROM debian:13\n', []],
  ])('reads the sources of %s that the Dockerfile builds or runs', async (_, text, read) => {
    expect(await readOf(text, SOURCES)).toEqual(read);
  });

  it('reads no sources of others', async () => {
    const names = ['vendor/a/a.go', 'node_modules/b/b.js', 'main.go'];
    expect(await readOf('FROM golang:1.25\nRUN npm ci && go build .\n', names)).toEqual([
      'main.go',
    ]);
  });

  it('reads none of so many sources that no rule looks into them', async () => {
    const names = Array.from({ length: 501 }, (_, index) => `pkg/f${index}.go`);
    expect(await readOf('FROM golang:1.25\nRUN go build ./...\n', [...names, 'go.mod'])).toEqual([
      'go.mod',
    ]);
  });
});

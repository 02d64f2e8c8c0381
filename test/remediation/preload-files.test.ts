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

  it.each([
    ['files that say how a project is built', ['package.json', 'app/pom.xml', 'Makefile', 'a.sh']],
    ['other Dockerfiles and ignore files', ['.dockerignore', 'b/Dockerfile.dev', 'b/.gitignore']],
    ['builds and manifests', ['compose.yaml', 'docker-bake.hcl', '.github/workflows/ci.yml']],
    ['files that may hold secrets', ['.env', 'config/id_rsa']],
  ])('reads %s, whatever the Dockerfile says', async (_, names) => {
    expect(await readOf('FROM debian:13\n', names)).toEqual(names);
  });

  it('reads files that the Dockerfile mentions by name, in every folder', async () => {
    const names = ['etc/app.conf', 'app.conf', 'other.conf'];
    expect(await readOf('FROM debian:13\nCOPY app.conf /etc/\n', names)).toEqual([
      'etc/app.conf',
      'app.conf',
    ]);
  });

  it('reads the lock file of npm only where npm is called', async () => {
    const names = ['package-lock.json'];
    expect(await readOf('FROM node:24\nRUN yarn\n', names)).toEqual([]);
    expect(await readOf('FROM node:24\nRUN npm ci\n', names)).toEqual(names);
  });

  it('knows what it does not read by its path', async () => {
    const { repository } = memoryRepository({ 'notes.txt': 'text\n' });
    const loaded = await preloadFiles(repository, []);
    expect(loaded.paths()).toEqual(['notes.txt']);
    expect(loaded.text('notes.txt')).toBeNull();
  });

  it('stops at as many files as it may read, and takes build files before sources', async () => {
    const many = Array.from({ length: 2100 }, (_, index) => `d${index}/Makefile`);
    const read = await readOf('FROM golang:1.25\nRUN go build .\n', ['main.go', ...many]);
    expect(read).toHaveLength(2000);
    expect(read).not.toContain('main.go');
  });
});

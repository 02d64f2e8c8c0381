import { describe, expect, it } from 'vitest';
import { BUILD_READERS } from '../../src/remediation/build-readers.ts';
import { surroundingsIn } from '../../src/remediation/surroundings-book.ts';
import type { RepositoryFiles } from '../../src/remediation/surroundings-book.ts';

const COMPOSE =
  'services:\n  api:\n    build: ./api\n  web:\n    build:\n      context: .\n      dockerfile: web/Dockerfile\n';

function repository(texts: Readonly<Record<string, string>>): RepositoryFiles & {
  readonly read: string[];
} {
  const read: string[] = [];
  return {
    read,
    addresses: [],
    paths: () => Object.keys(texts),
    text: (path) => {
      read.push(path);
      return texts[path] ?? null;
    },
  };
}

describe('what stands around a Dockerfile', () => {
  it('is read when somebody asks, and no other file is', () => {
    const files = repository({ 'compose.yaml': COMPOSE, 'a.txt': 'a', 'b.txt': 'b' });
    const around = surroundingsIn(files, BUILD_READERS).of('api/Dockerfile');
    expect(files.read).toEqual([]);
    expect(around?.text('a.txt')).toBe('a');
    expect(files.read).toEqual(['a.txt']);
    expect(around?.hasFile('b.txt')).toBe(true);
    expect(files.read).toEqual(['a.txt']);
  });

  it('has the builds of this Dockerfile, and not those of others', () => {
    const book = surroundingsIn(repository({ 'compose.yaml': COMPOSE }), BUILD_READERS);
    const builds = (path: string) =>
      book
        .of(path)
        ?.builds()
        .map(({ name, context }) => [name, context]);
    expect(builds('api/Dockerfile')).toEqual([['api', 'api']]);
    expect(builds('web/Dockerfile')).toEqual([['web', '.']]);
    expect(builds('Dockerfile')).toEqual([]);
  });

  it('never has the text of a path that is not among the files', () => {
    const files = repository({ 'a.txt': 'a' });
    expect(surroundingsIn(files).of('Dockerfile')?.text('../../etc/passwd')).toBeNull();
    expect(files.read).toEqual([]);
  });

  it('is what changes make of it, new files included', () => {
    const files = repository({ 'compose.yaml': COMPOSE });
    const changed = COMPOSE.replace('./api', './other');
    const changes = new Map([
      ['compose.yaml', changed],
      ['.dockerignore', '.git\n'],
    ]);
    const book = surroundingsIn(files, BUILD_READERS).with('api/Dockerfile', changes);
    expect(book.of('api/Dockerfile')?.builds()).toEqual([]);
    expect(book.of('other/Dockerfile')?.builds()).toHaveLength(1);
    expect(book.of('Dockerfile')?.text('.dockerignore')).toBe('.git\n');
    expect(book.of('Dockerfile')?.files()).toEqual(['compose.yaml', '.dockerignore']);
  });
});

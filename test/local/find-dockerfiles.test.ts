import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findDockerfiles } from '../../src/local/find-dockerfiles.ts';
import { makeFolder } from './folders.ts';

const found: Readonly<Record<string, readonly string[]>> = {
  'the plain names': ['Containerfile', 'Dockerfile'],
  'names with an ending or a beginning': ['Containerfile.dev', 'Dockerfile.prod', 'api.Dockerfile'],
  'any case of letters': ['DOCKERFILE', 'api.dockerfile', 'dockerFile.Prod'],
  'files in folders, those with a dot included': ['.devcontainer/Dockerfile', 'a/b/c/Dockerfile'],
  'a folder that is called Dockerfile': ['Dockerfile/Dockerfile'],
  'names with blanks, quotes, line ends and letters outside ASCII': [
    `Dockerfile.it's "here"`,
    'Dockerfile.two\nlines',
    'Łódź/Dockerfile',
  ],
};

const passedOver: Readonly<Record<string, readonly string[]>> = {
  'other files': ['README.md', 'compose.yaml', 'Dockerfiles', 'MyDockerfile', 'dockerfile_old'],
  'companions of a Dockerfile': [
    'Dockerfile.dockerignore',
    'Dockerfile.md',
    'Dockerfile.bak',
    'Dockerfile~',
  ],
  'packages of others': ['node_modules/some/Dockerfile', 'a/node_modules/Dockerfile'],
  'what git keeps for itself': ['.git/Dockerfile'],
};

const ignored: Readonly<
  Record<string, readonly [Readonly<Record<string, string>>, readonly string[]]>
> = {
  'a folder by its name, anywhere': [
    {
      '.gitignore': 'vendor/\n',
      'vendor/Dockerfile': '',
      'a/vendor/Dockerfile': '',
      'a/Dockerfile': '',
    },
    ['a/Dockerfile'],
  ],
  'from the folder of the file, not from the top': [
    { 'a/.gitignore': '/Dockerfile\n', 'a/Dockerfile': '', 'a/b/Dockerfile': '', Dockerfile: '' },
    ['Dockerfile', 'a/b/Dockerfile'],
  ],
  'with exceptions': [
    {
      '.gitignore': 'Dockerfile.*\n!Dockerfile.prod\n',
      'Dockerfile.dev': '',
      'Dockerfile.prod': '',
    },
    ['Dockerfile.prod'],
  ],
  'with exceptions in a folder below': [
    { '.gitignore': 'Dockerfile.*\n', 'a/.gitignore': '!Dockerfile.*\n', 'a/Dockerfile.dev': '' },
    ['a/Dockerfile.dev'],
  ],
  'by the case of letters': [
    { '.gitignore': 'dockerfile\nBuild/\n', Dockerfile: '', 'build/Dockerfile': '' },
    ['Dockerfile', 'build/Dockerfile'],
  ],
  'with Windows line endings': [{ '.gitignore': 'out/\r\n', 'out/Dockerfile': '' }, []],
};

function search(
  folder: string,
): Readonly<Record<'dockerfiles' | 'templates' | 'unreadable', readonly string[]>> {
  const { dockerfiles, templates, unreadable } = findDockerfiles(folder);
  const inside = (path: string) => relative(folder, path);
  return {
    dockerfiles: dockerfiles.map(inside),
    templates: templates.map(inside),
    unreadable: unreadable.map(({ path }) => inside(path)),
  };
}

function filesNamed(paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, '']));
}

describe('findDockerfiles', () => {
  test.each(Object.entries(found))('finds %s', (_, paths) => {
    expect(search(makeFolder(filesNamed(paths))).dockerfiles).toEqual(paths);
  });

  test.each(Object.entries(passedOver))('passes over %s', (_, paths) => {
    const nothing = { dockerfiles: [], templates: [], unreadable: [] };
    expect(search(makeFolder(filesNamed(paths)))).toEqual(nothing);
  });

  test.each(Object.entries(ignored))('honours .gitignore: %s', (_, [files, paths]) => {
    expect(search(makeFolder(files)).dockerfiles).toEqual(paths);
  });

  test('tells templates from Dockerfiles', () => {
    const folder = makeFolder(
      filesNamed(['Dockerfile.j2', 'Dockerfile.prod.tmpl', 'Dockerfile', 'notes.in']),
    );
    expect(search(folder)).toMatchObject({
      dockerfiles: ['Dockerfile'],
      templates: ['Dockerfile.j2', 'Dockerfile.prod.tmpl'],
    });
  });

  test('follows a link to a file, and no link to a folder, which could lead round in circles', () => {
    const folder = makeFolder({ 'real/Dockerfile.prod': '' });
    symlinkSync('real/Dockerfile.prod', join(folder, 'Dockerfile'));
    symlinkSync('..', join(folder, 'real/up'));
    expect(search(folder).dockerfiles).toEqual(['Dockerfile', 'real/Dockerfile.prod']);
  });

  test('takes no link to a folder, no broken link and no pipe for a Dockerfile', () => {
    const folder = makeFolder({ 'real/notes': '' });
    symlinkSync('real', join(folder, 'Dockerfile'));
    symlinkSync('missing', join(folder, 'Dockerfile.broken'));
    execFileSync('mkfifo', [join(folder, 'Dockerfile.pipe')]);
    expect(search(folder)).toEqual({ dockerfiles: [], templates: [], unreadable: [] });
  });

  test('reports a folder that cannot be read', () => {
    expect(search(join(makeFolder(), 'missing')).unreadable).toEqual(['']);
  });
});

import { describe, expect, test } from 'vitest';
import { showBuilds } from './show-builds.ts';
import type { Files } from './show-builds.ts';

type Case = readonly [name: string, files: Files, builds: readonly string[]];

/** A service `web` with these lines. */
function web(...lines: readonly string[]): string {
  return ['services:', '  web:', ...lines.map((line) => `    ${line}`), ''].join('\n');
}

describe('a compose file builds', () => {
  const cases: readonly Case[] = [
    [
      'the short form',
      { 'compose.yaml': web('build: ./api') },
      ['compose.yaml:3: api/Dockerfile < api'],
    ],
    [
      'the long form, whose file counts from the context',
      {
        'docker-compose.yml': web(
          'build:',
          '  context: api',
          '  dockerfile: ../docker/api.Dockerfile',
        ),
      },
      ['docker-compose.yml:3: docker/api.Dockerfile < api'],
    ],
    [
      'from the folder of the file',
      { 'deploy/compose.yml': web('build: ..', 'image: acme/web:1') },
      ['deploy/compose.yml:3: Dockerfile < ., acme/web:1'],
    ],
    [
      'a stage, under several names',
      {
        'compose.yaml': web(
          'image: acme/web',
          'build:',
          '  target: prod',
          '  tags: ["acme/web:2", acme/web]',
        ),
      },
      ['compose.yaml:4: Dockerfile < ., target prod, acme/web, acme/web:2'],
    ],
    ['nothing without build', { 'compose.yaml': web('image: redis:7') }, []],
    ['nothing from elsewhere', { 'compose.yaml': web('build: https://example.com/a.git') }, []],
    ['nothing outside of the repository', { 'compose.yaml': web('build: ../other') }, []],
    ['nothing from a folder that only the build knows', { 'compose.yaml': web('build: $DIR') }, []],
    [
      'no Dockerfile that is written in it, and says so',
      { 'compose.yaml': web('build:', '  dockerfile_inline: |', '    FROM alpine') },
      [
        'compose.yaml:3: the Dockerfile of the service web is written here (dockerfile_inline) and is not read',
      ],
    ],
    [
      'what an anchor and a merge give',
      {
        'compose.yaml':
          'x-build: &b\n  context: app\n  args: { V: 1 }\nservices:\n  a: { build: *b }\n  b:\n    build:\n      <<: *b\n      target: t\n',
      },
      [
        'compose.yaml:5: app/Dockerfile < app, V=1 (3*)',
        'compose.yaml:7: app/Dockerfile < app, target t, V=1 (3*)',
      ],
    ],
    [
      'what the service says that it extends',
      {
        'compose.yaml':
          'services:\n  base:\n    build: { context: app }\n  dev:\n    extends: { service: base }\n    build: { args: { V: 2 } }\n',
      },
      ['compose.yaml:3: app/Dockerfile < app', 'compose.yaml:6: app/Dockerfile < app, V=2 (6*)'],
    ],
    [
      'what the main file says, where an override leaves it out',
      {
        'compose.override.yaml': web('build:', '  args:', '    V: 2'),
        'compose.yaml': web('build:', '  context: app'),
      },
      [
        'compose.yaml:3: app/Dockerfile < app',
        'compose.override.yaml:3: app/Dockerfile < app, V=2 (5*)',
      ],
    ],
    [
      'once where services extend each other in circles',
      {
        'compose.yaml':
          'services:\n  a: { extends: b, build: { args: { V: 1 } } }\n  b: { extends: a }\n',
      },
      ['compose.yaml:2: Dockerfile < ., V=1 (2*)'],
    ],
  ];
  test.each(cases)('%s', (_name, files, builds) => {
    expect(showBuilds(files)).toEqual(builds);
  });
});

describe('a compose file passes', () => {
  const args = (...lines: readonly string[]) =>
    web('build:', '  args:', ...lines.map((x) => `    ${x}`));
  const cases: readonly Case[] = [
    [
      'a map of arguments',
      { 'compose.yaml': args('A: "3.20"', 'B: slim', "C: '1'") },
      ['compose.yaml:3: Dockerfile < ., A=3.20 (5*), B=slim (6*), C=1 (7*)'],
    ],
    [
      'a list of arguments',
      { 'compose.yaml': args('- A=3.20', '- "B=x=y"', '- C=') },
      ['compose.yaml:3: Dockerfile < ., A=3.20 (5*), B=x=y (6*), C= (7*)'],
    ],
    [
      'numbers as Compose prints them',
      { 'compose.yaml': args('A: 1.20', 'B: 22', 'C: true') },
      ['compose.yaml:3: Dockerfile < ., A=1.2 (5), B=22 (6*), C=true (7*)'],
    ],
    [
      'names alone from the environment, which is .env',
      { 'compose.yaml': args('- A', '- B'), '.env': 'A=1\n' },
      ['compose.yaml:3: Dockerfile < ., A=1 (.env:1*), B=? (6)'],
    ],
    [
      'a key alone from the environment',
      { 'compose.yaml': args('A:', 'B: null') },
      ['compose.yaml:3: Dockerfile < ., A=? (5), B=? (6)'],
    ],
    [
      'defaults of variables, at their place',
      { 'compose.yaml': args('A: ${V:-3.20}', '- x').replace('\n        - x', '') },
      ['compose.yaml:3: Dockerfile < ., A=3.20 (5*)'],
    ],
    [
      'variables of the .env beside it, at their place there',
      { 'compose.yaml': args('A: ${V:-3.20}', 'B: "x-$V"'), '.env': '# v\nV=3.21\n' },
      ['compose.yaml:3: Dockerfile < ., A=3.21 (.env:2*), B=x-3.21 (6)'],
    ],
    [
      'no variable of the .env of another folder',
      { 'a/compose.yaml': args('A: $V'), '.env': 'V=1\n' },
      ['a/compose.yaml:3: a/Dockerfile < a, A=? (5)'],
    ],
    [
      'values behind a byte order mark and Windows line endings',
      { 'compose.yaml': `\uFEFF${args('A: "3.20"', 'B: ${V:-1}').replaceAll('\n', '\r\n')}` },
      ['compose.yaml:3: Dockerfile < ., A=3.20 (5*), B=1 (6*)'],
    ],
  ];
  test.each(cases)('%s', (_name, files, builds) => {
    expect(showBuilds(files)).toEqual(builds);
  });
});

describe('files are taken for compose files', () => {
  const names: readonly (readonly [path: string, isRead: boolean])[] = [
    ['compose.yaml', true],
    ['compose.yml', true],
    ['docker-compose.yml', true],
    ['docker-compose.prod.yaml', true],
    ['docker-compose-test.yml', true],
    ['a/b/compose.dev.yaml', true],
    ['decompose.yaml', false],
    ['compose.json', false],
    ['composer.yaml', false],
  ];
  test.each(names)('%s: %s', (path, isRead) => {
    expect(showBuilds({ [path]: web('build: .') })).toHaveLength(isRead ? 1 : 0);
  });
});

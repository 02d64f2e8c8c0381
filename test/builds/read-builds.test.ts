import { describe, expect, test } from 'vitest';
import { isBuildFile } from '../../src/builds/build-names.ts';
import { readFiles, showBuilds } from './show-builds.ts';
import type { Files } from './show-builds.ts';
import { cpuTime } from '../cpu-time.ts';

test('a build has the name of its service or target', () => {
  const { builds } = readFiles({
    'compose.yaml': 'services: { web: { build: . } }',
    'docker-bake.hcl': 'target "app" {}',
    'action.yml': 'runs: { steps: [{ uses: docker/build-push-action@v6 }] }',
  });
  expect(builds.map(({ kind, name }) => [kind, name])).toEqual([
    ['compose', 'web'],
    ['bake', 'app'],
    ['workflow', null],
  ]);
});

test('files that say nothing about builds are not read', () => {
  const others = ['package.json', 'app/config.yaml', '.env.local', 'bake.hcl', 'main.tf'];
  expect(others.filter(isBuildFile)).toEqual([]);
});

describe('a broken file is a notice with its place, and the rest is read:', () => {
  const cases: readonly (readonly [path: string, text: string, notice: string])[] = [
    ['compose.yaml', 'services:\n\tweb: {}\n', '2: it cannot be read: tabs are not allowed'],
    ['compose.yaml', 'a: 1\na: 2\n', '2: it cannot be read: `a` is there twice'],
    ['compose.yaml', '- a\n', '1: it cannot be read: it is no mapping'],
    ['docker-bake.json', '{\n  "target": {\n', '3: it cannot be read: flow map'],
    [
      'docker-bake.hcl',
      ' '.repeat(600_000),
      '1: it cannot be read: the file is larger than 512 KiB',
    ],
    [
      '.github/workflows/a.yml',
      `a: ${'['.repeat(1000)}`,
      '1: it cannot be read: this is nested too deeply',
    ],
  ];
  test.each(cases)('%s %#', (path, text, notice) => {
    const [build, ...notices] = showBuilds({
      [path]: text,
      'ok/compose.yaml': 'services: { a: { build: . } }',
    });
    expect(build).toBe('ok/compose.yaml:1: ok/Dockerfile < ok');
    expect(notices).toEqual([expect.stringContaining(`${path}:${notice}`)]);
  });

  test.each([
    ['compose.yaml', 'services: [a, { b: c }]'],
    [
      'compose.yaml',
      'services: { a: 1, b: { build: [x] }, c: { build: { args: 5, context: [] } } }',
    ],
    [
      '.github/workflows/a.yml',
      'jobs: { a: { steps: 1 }, b: [], c: { steps: [1, { uses: [] }] } }',
    ],
    ['docker-bake.json', '{ "target": [], "variable": { "a": 1 } }'],
    [
      'docker-bake.json',
      '{ "target": { "a": [], "b": { "args": [1], "tags": "x", "inherits": 1 } } }',
    ],
  ])('%s of another shape, without an exception', (path, text) => {
    expect(showBuilds({ [path]: text }).filter((line) => line.includes('cannot be read'))).toEqual(
      [],
    );
  });
});

describe('a hostile file is read in no time:', () => {
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n');
  const build = '- uses: docker/build-push-action@v6';
  const hostile: Readonly<Record<string, Files>> = {
    'many services with the same arguments': {
      'compose.yaml': `x: &x\n${many(5000, (n) => `  a${n}: 1`)}\nservices:\n${many(5000, (n) => `  s${n}: { build: { args: *x } }`)}`,
    },
    'many services': {
      'compose.yaml': `services:\n${many(10_000, (n) => `  s${n}: { build: . }`)}`,
    },
    'many services that extend each other': {
      'compose.yaml': `services:\n${many(8000, (n) => `  s${n}: { build: {}, extends: s${n + 1} }`)}`,
    },
    'many targets with the same arguments': {
      'docker-bake.hcl': `target "a" { args = {\n${many(8000, (n) => `a${n} = "1"`)}\n} }\n${many(8000, (n) => `target "t${n}" { inherits = ["a"] }`)}`,
    },
    'a long chain of targets': {
      'docker-bake.hcl': many(10_000, (n) => `target "t${n}" { inherits = ["t${n + 1}"] }`),
    },
    'a long chain of variables': {
      'docker-bake.hcl': `${many(10_000, (n) => `variable "v${n}" { default = "\${v${n + 1}}" }`)}\ntarget "a" { args = { A = v0 } }`,
    },
    'variables that double': {
      'docker-bake.hcl': `variable "v0" { default = "xx" }\n${many(200, (n) => `variable "v${n + 1}" { default = "\${v${n}}\${v${n}}" }`)}\ntarget "a" { args = { A = v200 } }`,
    },
    'brackets in HCL': { 'docker-bake.hcl': `a = ${'['.repeat(200_000)}` },
    'braces in HCL': { 'docker-bake.hcl': `target "a" {${'{'.repeat(200_000)}` },
    'templates in HCL': { 'docker-bake.hcl': `target "a" { target = "${'${'.repeat(100_000)}" }` },
    'here-documents that stay open': { 'docker-bake.hcl': 'a = <<A\n'.repeat(50_000) },
    'comments that stay open': { 'docker-bake.hcl': '/*'.repeat(200_000) },
    'quotes that stay open': { 'docker-bake.hcl': 'a "\n'.repeat(100_000) },
    'many steps with long environments': {
      '.github/workflows/a.yml': `env:\n${many(4000, (n) => `  A${n}: 1`)}\njobs:\n  a:\n    steps:\n${many(4000, () => `    ${build}`)}`,
    },
    'expressions that stay open': {
      '.github/workflows/a.yml': `jobs: { a: { steps: [{ uses: docker/build-push-action@v6, with: { build-args: "A=${'${{'.repeat(100_000)}" } }] } }`,
    },
    'many commands': {
      '.github/workflows/a.yml': `jobs:\n  a:\n    steps:\n    - run: |\n${many(10_000, () => '        docker build --build-arg A=1 .')}`,
    },
    'many arguments of one command': {
      '.github/workflows/a.yml': `jobs:\n  a:\n    steps:\n    - run: docker build . ${'--build-arg A=$A '.repeat(20_000)}`,
    },
    'many lines in .env': { '.env': many(50_000, (n) => `A${n}=$A${n - 1}`) },
  };
  test.each(Object.entries(hostile))('%s', (_name, files) => {
    const started = cpuTime();
    showBuilds(files);
    expect(cpuTime() - started).toBeLessThan(5000);
  });
});

import { describe, expect, it } from 'vitest';
import { passFileAsSecret } from '../../src/builds/file-secret-edits.ts';
import { readBuilds } from '../../src/builds/read-builds.ts';
import { applyEdits } from '../../src/dockerfile/text-edit.ts';

/** The file after all its builds give `file` as the secret npmrc; or what a person has to do. */
function given(path: string, text: string, file = '.npmrc'): string {
  const { builds } = readBuilds([{ path, text }], () => true);
  expect(builds).not.toEqual([]);
  const pass = (now: string) => passFileAsSecret(builds, { id: 'npmrc', path: file }, () => now);
  const outcome = pass(text);
  if (!outcome.ok) return `LEFT ${outcome.left}`;
  const edits = outcome.files.flatMap((each) => each.edits);
  const result = applyEdits(text, edits);
  const after = result.ok ? result.text : result.reason;
  const again = readBuilds([{ path, text: after }], () => true);
  expect(again.notices).toEqual([]);
  expect(again.builds.map((build) => [build.dockerfile, build.context, build.target])).toEqual(
    builds.map((build) => [build.dockerfile, build.context, build.target]),
  );
  const moved = passFileAsSecret(again.builds, { id: 'npmrc', path: file }, () => after);
  expect(moved).toEqual({ ok: true, files: [] });
  return after;
}

const WORKFLOW = '.github/workflows/build.yml';
const JOB = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n';
const CHECKOUT = `${JOB}      - uses: actions/checkout@v5\n`;
const STEP = `${CHECKOUT}      - uses: docker/build-push-action@v6\n        with:\n          push: true\n`;

describe('a workflow gives a file as a secret where it', () => {
  const rows: Record<string, readonly [before: string, after: string, file?: string]> = {
    'uses the action': [
      `${STEP}          tags: a # why\n      - run: echo\n`,
      `${STEP}          tags: a # why\n          secret-files: |\n            npmrc=.npmrc\n      - run: echo\n`,
    ],
    'has such secrets already, in a file of CRLF lines without a last one': [
      `${STEP}          secret-files: |\n            b=b.txt`.replaceAll('\n', '\r\n'),
      `${STEP}          secret-files: |\n            b=b.txt\n            npmrc=.npmrc`.replaceAll(
        '\n',
        '\r\n',
      ),
    ],
    'builds in a folder': [
      `${STEP}          context: app\n`,
      `${STEP}          context: app\n          secret-files: |\n            npmrc=app/.npmrc\n`,
      'app/.npmrc',
    ],
    'runs a command': [
      `${JOB}      - run: docker build -t a .\n`,
      `${JOB}      - run: docker build --secret id=npmrc,src=.npmrc -t a .\n`,
    ],
    'runs a command of several lines among others': [
      `${JOB}      - run: |\n          make\n          docker buildx build \\\n            --push \\\n            ./app && docker push a\n`,
      `${JOB}      - run: |\n          make\n          docker buildx build --secret id=npmrc,src=app/.npmrc \\\n            --push \\\n            ./app && docker push a\n`,
      'app/.npmrc',
    ],
    'runs a command in a folder': [
      `${JOB}      - run: docker build .\n        working-directory: app\n`,
      `${JOB}      - run: docker build --secret id=npmrc,src=.npmrc .\n        working-directory: app\n`,
      'app/.npmrc',
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [before, after, file]) => {
    expect(given(WORKFLOW, before, file)).toBe(after);
  });
});

describe('compose gives a file as a secret where it', () => {
  const top = '\nsecrets:\n  npmrc:\n    file: ./.npmrc\n';
  const rows: Record<string, readonly [before: string, after: string, file?: string]> = {
    'names the folder and nothing else': [
      'services:\n  a:\n    build: "."\n    ports: [80]\n',
      `services:\n  a:\n    build:\n      context: "."\n      secrets:\n        - npmrc\n    ports: [80]\n${top}`,
    ],
    'has a section, and another name for the file': [
      'services:\n  a:\n    build:\n      context: ./app\n      target: x\n    ports: [80]\n',
      `services:\n  a:\n    build:\n      context: ./app\n      target: x\n      secrets:\n        - npmrc\n    ports: [80]\n${top.replace('./.', './app/.')}`,
      'app/.npmrc',
    ],
    'has secrets already': [
      'services:\n  a:\n    build:\n      context: .\n      secrets:\n        - other\nsecrets:\n  other:\n    file: x\n',
      'services:\n  a:\n    build:\n      context: .\n      secrets:\n        - other\n        - npmrc\nsecrets:\n  npmrc:\n    file: ./.npmrc\n  other:\n    file: x\n',
    ],
    'builds two services and has no last line ending': [
      'services:\n  a:\n    build: .\n  b:\n    build:\n      context: .',
      `services:\n  a:\n    build:\n      context: .\n      secrets:\n        - npmrc\n  b:\n    build:\n      context: .\n      secrets:\n        - npmrc\n${top}`,
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [before, after, file]) => {
    expect(given('compose.yaml', before, file)).toBe(after);
  });

  it('lies in a folder of its own', () => {
    const before = 'services:\n  a:\n    build: ..\n';
    expect(given('deploy/compose.yaml', before)).toContain('file: ../.npmrc\n');
  });
});

describe('bake gives a file as a secret where it', () => {
  const rows: Record<string, readonly [path: string, before: string, after: string]> = {
    'has no secrets': [
      'docker-bake.hcl',
      'target "a" {\n  context = "."\n  tags = ["a"]\n}\n',
      'target "a" {\n  context = "."\n  secret = ["id=npmrc,src=.npmrc"]\n  tags = ["a"]\n}\n',
    ],
    'has secrets already': [
      'docker-bake.hcl',
      'target "a" {\n  secret = ["id=b"]\n  context = "."\n}\n',
      'target "a" {\n  secret = ["id=npmrc,src=.npmrc", "id=b"]\n  context = "."\n}\n',
    ],
    'is written as JSON': [
      'docker-bake.json',
      '{\n  "target": {\n    "a": {\n      "context": "."\n    }\n  }\n}\n',
      '{\n  "target": {\n    "a": {\n      "secret": ["id=npmrc,src=.npmrc"],\n      "context": "."\n    }\n  }\n}\n',
    ],
  };
  it.each(Object.entries(rows))('%s', (_name, [path, before, after]) => {
    expect(given(path, before)).toBe(after);
  });
});

describe('a build is left to a person where', () => {
  const rows: Record<string, readonly [path: string, text: string, file?: string]> = {
    'the repository is not checked out': [WORKFLOW, STEP.replace(/.*checkout.*\n/, '')],
    'the repository is checked out elsewhere': [
      WORKFLOW,
      STEP.replace('@v5\n', '@v5\n        with:\n          path: src\n'),
    ],
    'the action has no inputs': [
      WORKFLOW,
      `${CHECKOUT}      - uses: docker/build-push-action@v6\n`,
    ],
    'another action builds': [WORKFLOW, STEP.replace('docker/build', 'x/build')],
    'another program builds': [WORKFLOW, `${JOB}      - run: podman build .\n`],
    'the builder knows no secrets': [
      WORKFLOW,
      `${JOB}      - run: DOCKER_BUILDKIT=0 docker build .\n`,
    ],
    'the folder stands in front of options': [
      WORKFLOW,
      `${JOB}      - run: docker build app -t app\n`,
      'app/.npmrc',
    ],
    'the folder is above': [
      WORKFLOW,
      `${JOB}      - run: docker build ..\n        working-directory: app\n`,
    ],
    'a comment stands behind the folder': ['compose.yaml', 'services:\n  a:\n    build: . # why\n'],
    'compose merges maps': [
      'compose.yaml',
      'x-a: &a\n  restart: always\nservices:\n  a:\n    <<: *a\n    build: .\n',
    ],
    'compose shares the section': [
      'compose.yaml',
      'services:\n  a:\n    build: &b\n      context: .\n  b:\n    build: *b\n',
    ],
    'the secret of that name is another one': [
      'compose.yaml',
      'services:\n  a:\n    build: .\nsecrets:\n  npmrc:\n    environment: X\n',
    ],
    'a target inherits': [
      'docker-bake.hcl',
      'target "b" {}\ntarget "a" {\n  inherits = ["b"]\n  context = "."\n}\n',
    ],
    'another target inherits from it': [
      'docker-bake.hcl',
      'target "a" {\n  context = "."\n}\ntarget "b" {\n  inherits = ["a"]\n  tags = ["b"]\n}\n',
    ],
    'the context is put together': [
      'docker-bake.hcl',
      'variable "D" { default = "app" }\ntarget "a" {\n  context = "./${D}"\n}\n',
    ],
    'the name of the file needs quotes': ['compose.yaml', 'services:\n  a:\n    build: .\n', 'a b'],
  };
  it.each(Object.entries(rows))('%s', (_name, [path, text, file]) => {
    expect(given(path, text, file)).toMatch(
      /^LEFT (?:list the secret|write `secret|pass `--secret)/,
    );
  });
});

import { describe, expect, test } from 'vitest';
import { showBuilds } from './show-builds.ts';

type Case = readonly [name: string, text: string, builds: readonly string[]];

const PATH = '.github/workflows/ci.yml';

/** A job with one step of these lines; the first of them is line 4. */
function step(...lines: readonly string[]): string {
  const [first, ...rest] = lines;
  return [
    'jobs:',
    '  build:',
    '    steps:',
    `      - ${first ?? ''}`,
    ...rest.map((line) => `        ${line}`),
    '',
  ].join('\n');
}

const ACTION = 'uses: docker/build-push-action@v6';

function inputs(...lines: readonly string[]): string {
  return step(ACTION, 'with:', ...lines.map((line) => `  ${line}`));
}

function run(...lines: readonly string[]): string {
  return step('run: |', ...lines.map((line) => `  ${line}`));
}

describe('the build action', () => {
  const cases: readonly Case[] = [
    ['builds the root', step(ACTION), [`${PATH}:4: Dockerfile < .`]],
    [
      'takes the file from the root, not from the context',
      inputs('context: api', 'file: docker/Dockerfile', 'target: prod'),
      [`${PATH}:4: docker/Dockerfile < api, target prod`],
    ],
    [
      'takes the Dockerfile of the context',
      inputs('context: ./api'),
      [`${PATH}:4: api/Dockerfile < api`],
    ],
    [
      'takes the workspace and the default context for the root',
      inputs('context: "{{defaultContext}}:api"', 'file: ${{ github.workspace }}/a/Dockerfile'),
      [`${PATH}:4: a/Dockerfile < api`],
    ],
    ['is nothing from elsewhere', inputs('context: https://example.com/a.git'), []],
    ['is nothing where only the build knows the file', inputs('file: ${{ matrix.file }}'), []],
    [
      'has a file where only the build knows the context',
      inputs('context: ${{ matrix.dir }}', 'file: a/Dockerfile'),
      [`${PATH}:4: a/Dockerfile < ?`],
    ],
    [
      'passes a line for each argument',
      inputs('build-args: |', '  A=3.20', '', '  # B=2', '  C=x=y', '  "D=a b"'),
      [`${PATH}:4: Dockerfile < ., A=3.20 (7*), C=x=y (10*), D=a b (11*)`],
    ],
    ['passes one argument', inputs('build-args: A=1'), [`${PATH}:4: Dockerfile < ., A=1 (6*)`]],
    [
      'passes what only the build knows',
      inputs('build-args: |', '  A=${{ matrix.version }}', '  B=v${{ github.sha }}'),
      [`${PATH}:4: Dockerfile < ., A=? (7), B=? (8)`],
    ],
    [
      'passes variables of the workflow, the job and the step, at their place',
      `env: { V: 1.22, W: 1, X: 1 }\n${step(ACTION, 'env: { X: 3 }', 'with:', '  build-args: |', '    A=${{ env.V }}', '    B=${{env.W}}-${{ env.X }}').replace('    steps:', '    env: { W: 2 }\n    steps:')}`,
      [`${PATH}:6: Dockerfile < ., A=1.22 (1*), B=2-3 (11)`],
    ],
    [
      'passes no variable that is made of itself',
      `env: { V: "\${{ env.V }}" }\n${inputs('build-args: A=${{ env.V }}')}`,
      [`${PATH}:5: Dockerfile < ., A=? (1)`],
    ],
    [
      'gives names that can be told',
      inputs('tags: |', '  acme/a:1,acme/a', '  acme/a:${{ github.sha }}'),
      [`${PATH}:4: Dockerfile < ., acme/a:1, acme/a`],
    ],
    [
      'is known by its inputs, whoever has it',
      step('uses: depot/build-push-action@v1'),
      [`${PATH}:4: Dockerfile < .`],
    ],
    ['is no other action', step('uses: docker/metadata-action@v5'), []],
  ];
  test.each(cases)('%s', (_name, text, builds) => {
    expect(showBuilds({ [PATH]: text })).toEqual(builds);
  });
});

describe('a step that runs', () => {
  const cases: readonly Case[] = [
    [
      'docker build',
      run('docker build --build-arg A=1 --build-arg=B="2 3" -f a/Dockerfile -t acme/a:1 .'),
      [`${PATH}:5: a/Dockerfile < ., A=1 (5*), B=2 3 (5*), acme/a:1`],
    ],
    [
      'docker buildx build over several lines',
      run(
        'echo x',
        'docker buildx build \\',
        '  --platform linux/amd64 --push \\',
        '  --build-arg A=1 \\',
        '  --target prod api',
      ),
      [`${PATH}:6: api/Dockerfile < api, target prod, A=1 (8*)`],
    ],
    [
      'podman build',
      run("podman build --build-arg 'A=1' ."),
      [`${PATH}:5: Dockerfile < ., A=1 (5*)`],
    ],
    [
      'a build behind a change of folder',
      run('cd api && docker build .'),
      [`${PATH}:5: api/Dockerfile < api`],
    ],
    ['no build in a folder that cannot be told', run('cd "$DIR"', 'docker build .'), []],
    [
      'a build in the folder of the step',
      step('working-directory: api', 'run: docker build -f Dockerfile.dev ..'),
      [`${PATH}:5: api/Dockerfile.dev < .`],
    ],
    [
      'a build with variables of the workflow, at their place',
      `env:\n  V: "3.20"\n${run('docker build --build-arg A=$V --build-arg B="${{ env.V }}" --build-arg V .')}`,
      [`${PATH}:7: Dockerfile < ., A=3.20 (2*), B=3.20 (2*), V=3.20 (2*)`],
    ],
    [
      'a build with variables of the script, which only the build knows',
      `env:\n  V: 1\n${run('V=$(cat version)', 'docker build --build-arg A=$V --build-arg B=$(date) --build-arg C="a\'b" .')}`,
      [`${PATH}:8: Dockerfile < ., A=? (8), B=? (8), C=? (8)`],
    ],
    ['no build from a pipe', run('docker build - < Dockerfile'), []],
    ['no build from elsewhere', run('docker build https://example.com/a.git'), []],
    ['no build that is text', run('echo "docker build ."'), []],
    ['no build of something else', run('npm run build .', 'docker compose build .'), []],
  ];
  test.each(cases)('%s', (_name, text, builds) => {
    expect(showBuilds({ [PATH]: text })).toEqual(builds);
  });
});

describe('the bake action', () => {
  const bake =
    'target "app" { args = { V = "1" } }\ntarget "api" { context = "api" }\ntarget "other" {}\n';
  const set = (...lines: readonly string[]) => {
    const text = step(
      'uses: docker/bake-action@v6',
      'with:',
      '  set: |',
      ...lines.map((x) => `    ${x}`),
    );
    const shown = showBuilds({ 'docker-bake.hcl': bake, [PATH]: text });
    return shown.filter((line) => line.startsWith(PATH));
  };

  test('passes what it sets for a target', () => {
    expect(set('app.args.V=2', 'app.platform=linux/amd64')).toEqual([
      `${PATH}:4: Dockerfile < ., V=2 (7*)`,
    ]);
  });

  test('passes what it sets for several targets', () => {
    expect(set('a*.args.V=${{ matrix.v }}')).toEqual([
      `${PATH}:4: Dockerfile < ., V=? (7)`,
      `${PATH}:4: api/Dockerfile < api, V=? (7)`,
    ]);
  });

  test('passes nothing to a target that is not there', () => {
    expect(set('none.args.V=2')).toEqual([]);
  });
});

describe('steps are read', () => {
  test('in actions that are made of them', () => {
    const text = `runs:\n  steps:\n    - ${ACTION}\n      with: { build-args: A=1 }\n`;
    expect(showBuilds({ '.github/actions/image/action.yml': text })).toEqual([
      '.github/actions/image/action.yml:3: Dockerfile < ., A=1 (4*)',
    ]);
  });

  test('in no other file', () => {
    expect(showBuilds({ 'ci.yml': step(ACTION), '.github/ci.yml': step(ACTION) })).toEqual([]);
  });
});

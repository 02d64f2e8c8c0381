import { describe, expect, test } from 'vitest';
import { argumentsFor } from '../../src/builds/arguments-for.ts';
import { readFiles } from './show-builds.ts';
import type { Files } from './show-builds.ts';

const WORKFLOW = '.github/workflows/ci.yml';

function compose(context: string, argument: string): string {
  return `services:\n  web:\n    build:\n      context: ${context}\n      args: ["${argument}"]\n`;
}

function workflow(context: string, argument: string): string {
  const inputs = `with: { context: ${context}, build-args: "${argument}" }`;
  return `jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        ${inputs}\n`;
}

/** `V=3.20 from compose.yaml:5` or `V: why not`. */
function show(files: Files, dockerfile: string): string[] {
  return [...argumentsFor(readFiles(files), dockerfile)].map(([name, given]) => {
    if (given.value === null) return `${name}: ${given.reason}`;
    const places = given.places.map(({ path, line }) => `${path}:${line}`);
    return `${name}=${given.value} ${given.isPassed ? 'from' : 'only in'} ${places.join(' and ')}`;
  });
}

describe('the arguments of app/Dockerfile are', () => {
  const cases: readonly (readonly [name: string, files: Files, shown: readonly string[]])[] = [
    ['none without files', {}, []],
    ['those of its build', { 'compose.yaml': compose('app', 'V=1') }, ['V=1 from compose.yaml:5']],
    ['none of another build', { 'compose.yaml': compose('.', 'V=1') }, []],
    [
      'those on which its builds agree, with each place',
      { 'compose.yaml': compose('./app', 'V=1'), [WORKFLOW]: workflow('app', 'V=1') },
      [`V=1 from compose.yaml:5 and ${WORKFLOW}:5`],
    ],
    [
      'those that one of its builds passes',
      { 'compose.yaml': compose('app', 'V=1'), [WORKFLOW]: workflow('app', 'W=2') },
      ['V=1 from compose.yaml:5', `W=2 from ${WORKFLOW}:5`],
    ],
    [
      'not those on which its builds disagree',
      { 'compose.yaml': compose('app', 'V=1'), [WORKFLOW]: workflow('app', 'V=2') },
      [`V: compose.yaml:5 gives 1 but ${WORKFLOW}:5 gives 2`],
    ],
    [
      'not those that only a build knows',
      { 'compose.yaml': compose('app', 'V=1'), [WORKFLOW]: workflow('app', 'V=${{ matrix.v }}') },
      [`V: compose.yaml:5 gives 1 but ${WORKFLOW}:5 gives a value that only the build knows`],
    ],
    [
      'those of the nearest .env, when no build passes them',
      {
        'compose.yaml': compose('app', 'V=1'),
        '.env': 'V=2\nW=2\nX=2\n',
        'app/.env': 'X=3\n',
        'app/other/.env': 'Y=4\n',
      },
      ['V=1 from compose.yaml:5', 'X=3 only in app/.env:1', 'W=2 only in .env:2'],
    ],
  ];
  test.each(cases)('%s', (_name, files, shown) => {
    expect(show(files, 'app/Dockerfile')).toEqual(shown);
  });
});

test('places are called as the caller wants', () => {
  const builds = readFiles({ 'compose.yaml': compose('.', 'V=1') });
  const given = argumentsFor(builds, 'Dockerfile', (path) => `../${path}`).get('V');
  expect(given).toMatchObject({ value: '1', places: [{ path: '../compose.yaml', line: 5 }] });
});

import { describe, expect, it } from 'vitest';
import dockerBench from '../../src/reports/docker-bench.ts';
import { itBearsWrongTypes } from './hostile-input.ts';
import { readWith } from './read-with.ts';

function log(section: string, check: object): object {
  return { dockerbenchsecurity: '1.3.6', tests: [{ id: section, desc: '', results: [check] }] };
}

const HEALTH = {
  ...{ id: '4.6', desc: 'HEALTHCHECK instructions', result: 'WARN', details: 'Images: [a:1]' },
  items: ['[acme/api:1', 'acme/api:latest]', 'bda1f32ec1e4', '[acme/api:1', 'acme/api:latest]'],
};

function problems(document: object): unknown {
  return readWith(dockerBench, document).scans.map(({ target, problems: found }) => [
    target.kind,
    target.name,
    found.map(({ id, severity }) => [id, severity]),
  ]);
}

describe('Docker Bench', () => {
  it('tells of images where a check names them', () => {
    expect(problems(log('4', HEALTH))).toEqual([
      ['image', 'acme/api:1', [['4.6', 'medium']]],
      ['image', 'acme/api:latest', [['4.6', 'medium']]],
      ['image', 'bda1f32ec1e4', [['4.6', 'medium']]],
      ['unknown', 'a host of containers', []],
    ]);
  });

  it('does not take the id of an image for its name', () => {
    const { scans } = readWith(dockerBench, log('4', HEALTH));
    expect(scans.map(({ target }) => target.references)).toEqual([
      ['acme/api:1'],
      ['acme/api:latest'],
      [],
      [],
    ]);
  });

  it('reports with INFO what it is not sure of', () => {
    const check = { id: '4.7', result: 'INFO', items: ['[acme/api:1]'] };
    expect(problems(log('4', check))).toEqual([
      ['image', 'acme/api:1', [['4.7', 'info']]],
      ['unknown', 'a host of containers', []],
    ]);
  });

  it('keeps warnings about the host apart from every image', () => {
    expect(problems(log('2', { id: '2.11', result: 'WARN' }))).toEqual([
      ['unknown', 'a host of containers', [['2.11', 'medium']]],
    ]);
  });

  it('does not take containers for images', () => {
    expect(problems(log('4', { id: '4.1', result: 'WARN', items: ['postgres_1'] }))).toEqual([
      ['unknown', 'a host of containers', [['4.1', 'medium']]],
    ]);
  });

  it.each(['PASS', 'NOTE', 'INFO'])('leaves out %s', (result) => {
    expect(problems(log('1', { id: '1.1', result }))).toEqual([
      ['unknown', 'a host of containers', []],
    ]);
  });

  itBearsWrongTypes(dockerBench, log('4', HEALTH));
});

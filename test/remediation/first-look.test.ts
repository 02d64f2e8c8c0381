import { expect, test } from 'vitest';
import { firstLook } from '../../src/remediation/first-look.ts';

test('asks for the Dockerfiles, the configuration and what stands around them, once each', () => {
  const paths = [
    '.github/dependabot.yml',
    '.github/seaworthy.yml',
    'api/Dockerfile',
    'api/package.json',
    'api/renovate.json',
    'compose.yaml',
    'renovate.json5',
    'docs/index.md',
    'node_modules/x/Dockerfile',
  ];
  expect(firstLook(paths)).toEqual([
    '.github/dependabot.yml',
    '.github/seaworthy.yml',
    'api/Dockerfile',
    'api/package.json',
    'compose.yaml',
    'renovate.json5',
  ]);
});

test('asks for nothing where there is neither a Dockerfile nor a configuration', () => {
  expect(firstLook(['package.json', 'compose.yaml', 'node_modules/x/Dockerfile'])).toEqual([]);
});

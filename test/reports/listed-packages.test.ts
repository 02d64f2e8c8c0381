import { expect, it } from 'vitest';
import cyclonedx from '../../src/reports/cyclonedx.ts';
import trivy from '../../src/reports/trivy.ts';
import { onlyScan } from './read-with.ts';
import { imageWith } from './trivy-image.ts';

function listedBy(result: object): string[] {
  const { packages = [] } = onlyScan(trivy, imageWith(result));
  return packages.map(({ type, name, version, path }) => `${type} ${name} ${version} ${path}`);
}

it.each<[string, object, string[]]>([
  [
    'packages of a distribution',
    {
      Class: 'os-pkgs',
      Type: 'redhat',
      Packages: [
        { Name: 'bind', Epoch: 32, Version: '9.16.23', Release: '24.el9', SrcName: 'bind' },
        { Name: 'bash', Version: '5.1.8', Release: '9.el9' },
      ],
    },
    ['rpm bind 32:9.16.23-24.el9 null', 'rpm bash 5.1.8-9.el9 null'],
  ],
  [
    'packages of a language, with their places',
    {
      Class: 'lang-pkgs',
      Type: 'python-pkg',
      Target: 'Python',
      Packages: [{ Name: 'flask', Version: '3.1.0', FilePath: 'usr/lib/flask/METADATA' }],
    },
    ['pypi flask 3.1.0 usr/lib/flask/METADATA'],
  ],
  [
    'what a lock file names, with the file',
    { Type: 'npm', Target: 'package-lock.json', Packages: [{ Name: 'ms', Version: '2.1.3' }] },
    ['npm ms 2.1.3 package-lock.json'],
  ],
  [
    'only rows that can be read',
    {
      Type: 'npm',
      Packages: [null, 3, { Name: 'a' }, { Name: ' ', Version: '1' }, { Version: '1' }],
    },
    [],
  ],
  ['nothing where the list is none', { Type: 'npm', Packages: { Name: 'a' } }, []],
])('a report of Trivy lists %s', (_name, result, expected) => {
  expect(listedBy(result)).toEqual(expected);
});

it('a bill of materials lists its packages, and no files and systems', () => {
  const scan = onlyScan(cyclonedx, {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { component: { type: 'container', name: 'app', version: '1' } },
    components: [
      { type: 'operating-system', name: 'debian', version: '12' },
      { type: 'library', name: 'serve', version: '14.2.4', purl: 'pkg:npm/serve@14.2.4' },
      { type: 'library', name: 'none', purl: 'pkg:npm/none' },
      { type: 'file', name: '/etc/passwd' },
    ],
  });
  expect(scan.packages?.map(({ type, name, version }) => [type, name, version])).toEqual([
    ['npm', 'serve', '14.2.4'],
  ]);
});

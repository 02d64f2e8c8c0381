import { describe, expect, it } from 'vitest';
import { isManifestFile } from '../../src/builds/build-names.ts';
import { readManifest } from '../../src/builds/manifests.ts';

function read(...lines: readonly string[]): string[] {
  return readManifest({ path: 'a.yml', text: lines.join('\n') }).map(
    ({ image, path, line }) => `${path}:${line} ${image}`,
  );
}

const HEAD = ['apiVersion: apps/v1', 'kind: Deployment', 'spec: { template: { spec: {'];

describe('the images of manifests', () => {
  it('are those of containers of all kinds, in all documents', () => {
    const found = read(
      'apiVersion: v1',
      'kind: Pod',
      'spec:',
      '  initContainers:',
      '    - name: wait',
      '      image: busybox:1.36',
      '  containers:',
      '    - image: "acme/api:1.2"',
      '---',
      '# the second',
      'apiVersion: v1',
      'kind: Pod',
      'spec: { containers: [{ image: acme/web }] }',
    );
    expect(found).toEqual(['a.yml:6 busybox:1.36', 'a.yml:8 acme/api:1.2', 'a.yml:13 acme/web']);
  });

  it('are read with Windows line endings, beside documents that are templates', () => {
    const text = [
      '{{- if .x }}',
      'a: {{ b }}',
      '---',
      ...HEAD,
      ' containers: [{ image: a/b }] } } }',
      '',
    ];
    expect(read(text.join('\r\n'))).toEqual(['a.yml:7 a/b']);
  });

  it.each([
    ['no resource', ['spec: { containers: [{ image: a }] }']],
    ['an image that is a mapping', [...HEAD, ' containers: [{ image: { name: a } }] } } }']],
    ['a setting beside containers', [...HEAD, ' image: a } } }']],
    ['broken YAML', [...HEAD, ' containers: [{ image: a']],
    ['nothing', ['']],
  ])('are none in %s', (_name, lines) => {
    expect(read(...lines)).toEqual([]);
  });

  it.each(['k8s/api.yaml', 'a.yml', 'deploy/api.YAML'])('may be in %s', (path) => {
    expect(isManifestFile(path)).toBe(true);
  });

  it.each(['compose.yml', '.github/workflows/ci.yml', 'a.json'])('are not in %s', (path) => {
    expect(isManifestFile(path)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { kindOfName } from '../../src/remediation/dockerfile-names.ts';

describe('kindOfName', () => {
  it.each([
    ['Dockerfile', 'dockerfile'],
    ['services/api/Dockerfile', 'dockerfile'],
    ['dockerfile', 'dockerfile'],
    ['DOCKERFILE', 'dockerfile'],
    ['Dockerfile.prod', 'dockerfile'],
    ['api.Dockerfile', 'dockerfile'],
    ['api.dockerfile', 'dockerfile'],
    ['Containerfile', 'dockerfile'],
    ['Containerfile.dev', 'dockerfile'],
    ['Dockerfile.j2', 'template'],
    ['Dockerfile.tmpl', 'template'],
    ['Dockerfile.in', 'template'],
    ['api.Dockerfile.template', 'template'],
    ['Dockerfile.prod.erb', 'template'],
    ['Dockerfile.dockerignore', 'other'],
    ['.dockerignore', 'other'],
    ['Dockerfile.md', 'other'],
    ['Dockerfile.swp', 'other'],
    ['MyDockerfile', 'other'],
    ['main.tmpl', 'other'],
    ['Dockerfile/README', 'other'],
  ])('takes %s as %s', (path, kind) => {
    expect(kindOfName(path)).toBe(kind);
  });
});

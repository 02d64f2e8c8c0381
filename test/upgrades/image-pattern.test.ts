import { expect, test } from 'vitest';
import { parseReference } from '../../src/image/reference.ts';
import { fitsImage } from '../../src/upgrades/image-pattern.ts';
import { fitsWildcard } from '../../src/findings/wildcard.ts';
import { cpuTime } from '../cpu-time.ts';

test.each([
  ['node', 'node:20', true],
  ['node', 'nodered/node', false],
  ['docker.io/library/*', 'node:20', true],
  ['docker.io/*', 'grafana/grafana:1', true],
  ['grafana/*', 'grafana/grafana:1', true],
  ['ghcr.io/acme/*', 'ghcr.io/acme/a/b:1', true],
  ['ghcr.io/acme/*', 'ghcr.io/acmeevil/a:1', false],
  ['*/node', 'cgr.dev/chainguard/node', true],
  ['*', 'x', true],
  ['nod', 'node', false],
])('the pattern %s and %s', (pattern, image, fits) => {
  const reference = parseReference(image);
  expect(reference !== null && fitsImage(pattern, reference)).toBe(fits);
});

test('a pattern full of stars takes no longer than the product of the lengths', () => {
  const started = cpuTime();
  expect(fitsWildcard('*a'.repeat(100), `${'a'.repeat(10_000)}b`)).toBe(false);
  expect(cpuTime() - started).toBeLessThan(1000);
});

import { pushImage } from '../../test/registry/make-image.ts';
import type { RealRegistry } from '../../test/registry/real-registry.ts';

/** What synthetic Dockerfiles are built on. */
export const IMAGES = [
  'debian:12',
  'debian:10',
  'alpine:3.19',
  'node:18-alpine',
  'node:20.11.0-slim',
  'python:3.12',
  'golang:1.22',
  'nginx:1.25',
  'ubuntu:22.04',
] as const;

/** What has come out since. */
const NEWER = [
  ...['debian:11', 'debian:13', 'alpine:3.20', 'alpine:3.22', 'node:20-alpine', 'node:22-alpine'],
  ...['node:20.11.1-slim', 'node:20.19.0-slim', 'node:22.1.0-slim', 'python:3.13', 'golang:1.25'],
  ...['nginx:1.27', 'nginx:1.28', 'ubuntu:24.04'],
] as const;

/** Each is made a fortnight after the one before. */
const FIRST = Date.parse('2025-09-01');
const FORTNIGHT = 14 * 86_400_000;

export async function pushImages(registry: RealRegistry): Promise<void> {
  let made = FIRST;
  for (const reference of [...IMAGES, ...NEWER]) {
    const [name = '', tag = ''] = reference.split(':');
    const created = new Date(made).toISOString();
    const config = { Labels: { name, tag } };
    await pushImage(registry, `library/${name}`, tag, { created, config });
    made += FORTNIGHT;
  }
}

import { familiarName } from './reference.ts';
import type { ImageReference } from './reference.ts';

/** Namespaces of Docker Hub with the official images of one architecture each. */
const ARCHITECTURES = new Set([
  'amd64',
  'arm32v5',
  'arm32v6',
  'arm32v7',
  'arm64v8',
  'i386',
  'mips64le',
  'ppc64le',
  'riscv64',
  's390x',
]);

/** Addresses under which the same images are found, as the start of the name. */
const MIRRORS: readonly (readonly [mirror: string, original: string])[] = [
  ['public.ecr.aws/docker/library/', ''],
  ['mirror.gcr.io/library/', ''],
  ['mirror.gcr.io/', ''],
  ['registry.hub.docker.com/library/', ''],
  ['registry.hub.docker.com/', ''],
  ['registry-1.docker.io/library/', ''],
  ['registry-1.docker.io/', ''],
  ['registry.redhat.io/', 'registry.access.redhat.com/'],
  ['quay.io/jupyter/', 'jupyter/'],
  ['nvcr.io/nvidia/cuda', 'nvidia/cuda'],
  ['bitnamilegacy/', 'bitnami/'],
  ['public.ecr.aws/bitnami/', 'bitnami/'],
  ['public.ecr.aws/ubuntu/ubuntu', 'ubuntu'],
  ['public.ecr.aws/debian/debian', 'debian'],
  ['public.ecr.aws/amazonlinux/amazonlinux', 'amazonlinux'],
];

/** The name under which the catalogue holds an image: `node` for `arm64v8/node` too. */
export function catalogueName(reference: ImageReference): string {
  const name = familiarName(reference);
  const slash = name.indexOf('/');
  if (slash === -1) return name;
  if (ARCHITECTURES.has(name.slice(0, slash))) return name.slice(slash + 1);
  for (const [mirror, original] of MIRRORS) {
    if (name.startsWith(mirror)) return original + name.slice(mirror.length);
  }
  return name;
}

/** True for the namespaces `arm64v8`, `amd64`, …, which hold the official images again. */
export function isArchitectureNamespace(namespace: string): boolean {
  return ARCHITECTURES.has(namespace);
}

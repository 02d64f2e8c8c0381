import type { Build } from './build.ts';

/** The name of an image without tag and digest; a colon before the last slash belongs to the registry's port. */
function nameOf(image: string): string {
  const name = image.split('@', 1)[0] ?? image;
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  return (colon === -1 ? name : name.slice(0, colon)).replace(
    /^(?:docker\.io|index\.docker\.io)\//,
    '',
  );
}

/**
 * Whether a reference may be an image that is built as `built`, whatever the tags; `{repository}`, `{owner}`
 * and `{name}` in `built` stand for any part (`Build.partialImages`).
 */
export function isSameImage(image: string, built: string): boolean {
  const wanted = nameOf(built.replaceAll('{repository}', '{owner}/{name}')).split('/');
  const parts = nameOf(image).split('/');
  if (parts.length !== wanted.length || wanted.every((part) => part.startsWith('{'))) return false;
  return wanted.every((part, index) => part.startsWith('{') || part === parts[index]);
}

/** Names of images of one Dockerfile; nobody pushes to more. */
const MOST_NAMES = 100;

/** All names under which builds make their images, each once. */
export function builtImages(builds: readonly Build[]): readonly string[] {
  const names = builds.flatMap(({ images, partialImages }) => [...images, ...partialImages]);
  return [...new Set(names)].slice(0, MOST_NAMES);
}

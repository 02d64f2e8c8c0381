import { folderOf, nameOf } from '../../builds/paths.ts';
import type { ImageReference } from '../../image/reference.ts';
import { builtFrom, distinct } from './candidate.ts';
import type { Candidate, MatchSubject } from './candidate.ts';
import { likenessOf } from './image-name.ts';
import type { KnownDockerfile } from './match-context.ts';
import { readAddress } from './repository-address.ts';

/**
 * The Dockerfile next to a Kubernetes manifest that names the image. Manifests name images of others, too: the
 * image must have the name of the file's folder, or that or the owner of the repository.
 */
export function byManifests(subject: MatchSubject): readonly Candidate[] {
  const found = subject.context.manifests.flatMap(({ image, path, line }): Candidate[] => {
    if (likenessOf(image, subject) === null) return [];
    const file = nearestFile(folderOf(path), subject);
    if (file === null || !isOwnName(file, subject)) return [];
    return [builtFrom(file, null, `${path}:${line} next to it names ${image.slice(0, 200)}`)];
  });
  return distinct(found);
}

/** The only Dockerfile in the folder, or in the nearest one above it that has any; of several the namesake's. */
function nearestFile(start: string, { context, references }: MatchSubject): KnownDockerfile | null {
  let folder = start;
  for (;;) {
    const files = context.dockerfiles.filter(({ path }) => isIn(path, folder));
    const named = files.filter(({ path }) => isNamesake(path, references));
    const [only] = files.length === 1 ? files : named;
    if (files.length > 0) return files.length === 1 || named.length === 1 ? (only ?? null) : null;
    if (folder === '.') return null;
    folder = folderOf(folder);
  }
}

function isIn(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

function isNamesake(path: string, references: readonly ImageReference[]): boolean {
  const folder = nameOf(folderOf(path)).toLowerCase();
  return references.some(({ repository }) => nameOf(repository) === folder);
}

function isOwnName({ path }: KnownDockerfile, { context, references }: MatchSubject): boolean {
  if (isNamesake(path, references)) return true;
  const own = context.repositories.flatMap((address) => {
    const [, owner, name] = readAddress(address)?.split('/') ?? [];
    return owner === undefined || name === undefined ? [] : [owner, name];
  });
  return references.some(({ repository }) => {
    return repository.split('/').some((part) => own.includes(part));
  });
}

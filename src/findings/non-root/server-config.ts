import { joinPath } from '../../builds/paths.ts';
import type { TextEdit } from '../../dockerfile/text-edit.ts';
import { resolveDirectory } from '../../dockerfile/work-directory.ts';
import { contextOf, neighboursOf } from '../build-context.ts';
import { baseName, copiesOf } from '../copies.ts';
import type { Copy } from '../copies.ts';
import { isWithin } from '../shipped-stages.ts';
import { placeText } from './subject.ts';
import type { Subject } from './subject.ts';

/** A configuration that listens on another port, or what stands against it, one clause. */
export type ConfigMove =
  | {
      readonly edits: readonly TextEdit[];
      /** What nobody sees from here; null for nothing. */
      readonly unseen: string | null;
      readonly left?: never;
    }
  | { readonly edits: null; readonly left: string };

/** A configuration file of the repository, and where the image has it. */
export interface Config {
  readonly path: string;
  readonly target: string;
}

/** Folders that the images of web servers have. */
const FOLDER =
  /\/(?:conf\.d|nginx|apache2|conf|extra|(?:sites|conf|mods)-(?:available|enabled)|caddy)$/;

interface PlacedCopy extends Copy {
  /** Absolute. */
  readonly target: string;
}

/** What the stage copies, and where to. */
function placedCopies({ dockerfile, facts, has }: Subject): readonly PlacedCopy[] {
  return copiesOf(dockerfile).flatMap((copy) => {
    if (!has(copy.instruction)) return [];
    const { workdir } = facts.before(copy.instruction);
    const target = resolveDirectory(workdir ?? '/', copy.destination.path, false);
    return [{ ...copy, target: target === '/' ? target : target.replace(/\/+$/, '') }];
  });
}

/** What is copied below a folder from the build context, file by file; null where the context is not known. */
export function configsIn(subject: Subject, folder: string): readonly Config[] | null {
  const copies = placedCopies(subject).filter(
    ({ from, target }) => from === null && isWithin(target, folder),
  );
  if (copies.length === 0) return [];
  const { context } = contextOf(subject.dockerfile, subject.facts);
  if (context === null) return null;
  return copies.flatMap(({ sources, destination, target }) =>
    sources.map(({ path }) => {
      const file = joinPath(context.folder, path.replace(/^\/+/, '') || '.');
      const isFolder = destination.path.endsWith('/') || FOLDER.test(target);
      const place = isFolder ? `${target}/${baseName(path)}` : target;
      return { path: file ?? path, target: place };
    }),
  );
}

/** Another copy that brings configuration, or may do so: out of an image, a here-document, a whole tree. */
export function otherCopy(subject: Subject, folder: string): string | null {
  for (const { instruction, target, from, destination } of placedCopies(subject)) {
    const isInside = isWithin(target, folder);
    const isForeign = from !== null || instruction.heredocs.length > 0;
    const isAround = target === '/' || (!isInside && isWithin(folder, target));
    const isScript = target.startsWith('/docker-entrypoint');
    if (isScript || isAround || (isInside && isForeign))
      return `line ${subject.lineOf(instruction)} copies to ${destination.path}`;
  }
  return null;
}

/** A service mounts something over what the fix changes; one clause. */
export function mountOver({ workloads }: Subject, paths: RegExp): string | null {
  const mount = workloads
    .flatMap(({ place, mounts }) => mounts.map((each) => ({ ...each, place })))
    .find(({ path }) => paths.test(path));
  if (mount === undefined) return null;
  return `${placeText({ ...mount.place, line: mount.line })} mounts something at ${mount.path}`;
}

/** Another Dockerfile may copy the same file; one clause. */
export function sharedBy(
  { dockerfile, facts }: Subject,
  configs: readonly Config[],
): string | null {
  if (configs.length === 0) return null;
  const { context } = contextOf(dockerfile, facts);
  if (context === null) return 'the build context is not known';
  const others = neighboursOf(context);
  const own = facts.surroundings();
  for (const { path } of configs) {
    const name = baseName(path);
    const other = others.find((file) => own?.text(file)?.includes(name) !== false);
    if (other !== undefined) return `${other} may copy ${path}, too`;
  }
  return null;
}

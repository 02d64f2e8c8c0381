import { imageUses } from '../dockerfile/image-uses.ts';
import type { ImageUse } from '../dockerfile/image-uses.ts';
import type { Dockerfile } from '../dockerfile/model.ts';

/** One place where a file uses an image that has a name. */
export interface PlannedUse {
  /** Of the file, relative to the root of the repository. */
  readonly path: string;
  /** As resolved from the Dockerfile. */
  readonly reference: string;
  readonly role: ImageUse['role'];
  /** It stands there as it is, without variables. */
  readonly isWritten: boolean;
  /** Index of the stage; null for `# syntax`, and outside a Dockerfile. */
  readonly stage: number | null;
  /** `linux/amd64` where the file names the only platform for which the image is used; null is any. */
  readonly platform: string | null;
}

/** The uses of a Dockerfile whose images can be told from the file. */
export function plannedUses(path: string, dockerfile: Dockerfile): readonly PlannedUse[] {
  const uses: PlannedUse[] = [];
  for (const use of imageUses(dockerfile)) {
    const { resolved: reference, role, stage } = use;
    if (reference === null) continue;
    const platform = role === 'base' ? namedPlatform(dockerfile, stage) : null;
    const isWritten = use.reference === reference;
    uses.push({ path, reference, role, isWritten, stage, platform });
  }
  return uses;
}

/** Key of an outlook: one for each image that a file names, however often it does. */
export function useKey(path: string, reference: string): string {
  return `${path}\n${reference}`;
}

function namedPlatform({ stages }: Dockerfile, stage: number | null): string | null {
  const flags = stages[stage ?? -1]?.from.flags ?? [];
  const value = flags.find(({ name }) => name === 'platform')?.value ?? '';
  return /^[\w./-]+$/.test(value) ? value : null;
}

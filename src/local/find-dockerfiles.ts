import { basename } from 'node:path';
import { kindOfName } from '../remediation/dockerfile-names.ts';
import { walkFiles } from './walk-files.ts';
import type { Unreadable } from './walk-files.ts';

export interface FoundPaths {
  /** Paths of Dockerfiles, in order, below the folder as it was given. */
  readonly dockerfiles: readonly string[];
  /** Templates of Dockerfiles, by their names. */
  readonly templates: readonly string[];
  /** Folders that could not be read, with the reason. */
  readonly unreadable: readonly Unreadable[];
}

/** Searches a folder for Dockerfiles; `.gitignore` files at and below it are honoured. */
export function findDockerfiles(folder: string): FoundPaths {
  const dockerfiles: string[] = [];
  const templates: string[] = [];
  const unreadable: Unreadable[] = [];
  for (const path of walkFiles(folder, (name) => kindOfName(name) !== 'other', unreadable)) {
    if (kindOfName(basename(path)) === 'dockerfile') dockerfiles.push(path);
    else templates.push(path);
  }
  return { dockerfiles, templates, unreadable };
}

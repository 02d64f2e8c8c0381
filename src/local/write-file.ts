import { realpathSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';

/**
 * Replaces a file by a new one of the same name and mode in one step, so that it is either old or
 * new whenever the process ends. A symbolic link stays one: its target is replaced.
 */
export function replaceFile(path: string, text: string): void {
  writeFileAtomic.sync(realpathSync(path), text, { encoding: 'utf8', fsync: true });
}

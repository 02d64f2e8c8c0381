import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of our own; it is also removed when the process exits before, as an interrupt makes it. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** `name`: how its name begins. */
export function openTemporaryFolder(name = 'seaworthy-'): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), name));
  const remove = () => {
    process.off('exit', remove);
    // What is mounted below it belongs to somebody else.
    if (!isMountedBelow(path)) rmSync(path, { recursive: true, force: true });
  };
  process.on('exit', remove);
  return { path, remove };
}

/** https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html: the fifth field is the place. */
function isMountedBelow(folder: string): boolean {
  try {
    const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    return lines.some((line) => line.split(' ')[4]?.startsWith(`${folder}/`) === true);
  } catch {
    // Only Linux has the file, and only there builders mount.
    return false;
  }
}

import { readFile, rm, writeFile } from 'node:fs/promises';

/**
 * Takes a file for this process; null where another process that is alive has it. A process that was killed leaves
 * it behind, and who comes next takes it over.
 */
export async function lockFile(path: string): Promise<(() => Promise<void>) | null> {
  const unlock = () => rm(path, { force: true });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      return unlock;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    if (isAlive(Number(await readFile(path, 'utf8').catch(() => '')))) return null;
    await unlock();
  }
  return null;
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked, and is there.
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

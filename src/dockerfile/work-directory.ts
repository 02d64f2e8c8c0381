/**
 * The directory after `WORKDIR path`, as BuildKit keeps it (`system.NormalizeWorkdir`): an absolute
 * path as it stands, a relative one joined to `current` and cleaned. On Windows the drive letter goes
 * and separators become backslashes.
 */
export function resolveDirectory(current: string, path: string, windows: boolean): string {
  if (path === '') return current;
  if (!windows) return path.startsWith('/') ? path : join(current, path);
  const slashed = withoutDrive(path.replaceAll('\\', '/'));
  const parent = withoutDrive(current.replaceAll('\\', '/'));
  const whole = slashed.startsWith('/') ? join('', slashed) : join(parent, slashed);
  return whole.replaceAll('/', '\\');
}

function withoutDrive(path: string): string {
  return /^c:/i.test(path) ? path.slice(2) : path;
}

/**
 * Joins and drops `.`, `..` and empty parts. The first part of a parent that is not absolute stands
 * for a directory that is not known, so `..` behind it stays.
 */
function join(parent: string, path: string): string {
  const isAbsolute = parent === '' || parent.startsWith('/');
  const parts: string[] = [];
  for (const part of `${parent}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    const isStuck = !isAbsolute && (parts.length === 1 || parts.at(-1) === '..');
    if (part !== '..' || isStuck) parts.push(part);
    else parts.pop();
  }
  return (isAbsolute ? '/' : '') + parts.join('/');
}

import type { CommandLine } from './command-arguments.ts';
import { operands } from './command-line.ts';
import type { ShellWord } from './shell-script.ts';

/** Options of useradd and usermod whose value may be the next word (useradd(8), usermod(8)). */
export const USERADD_VALUE_OPTIONS: readonly string[] = (
  '-b -c -d -e -f -F -g -G -k -K -p -P -R -s -u -Z --base-dir --comment --home --home-dir ' +
  '--expiredate --inactive --gid --groups --skel --key --password --prefix --root --shell --uid ' +
  '--selinux-user --selinux-range'
).split(' ');

/** Options of adduser of busybox and of Debian with a value (adduser(8)). */
const ADDUSER_VALUE_OPTIONS: readonly string[] = (
  '-h -g -s -G -u -k -c -d --home --gecos --shell --ingroup --uid --gid --firstuid --lastuid ' +
  '--firstgid --lastgid --conf --comment --groups --home-dir'
).split(' ');

/**
 * The name of the user that `useradd` or `adduser` makes, as written; null for other commands.
 * `adduser user group` only changes a group.
 */
export function createdUser(name: string, line: CommandLine): ShellWord | null {
  if (name === 'useradd') return operands(line, USERADD_VALUE_OPTIONS)[0] ?? null;
  if (name !== 'adduser') return null;
  const [user, group] = operands(line, ADDUSER_VALUE_OPTIONS);
  const makesGroup = line.words.some(({ value }) => value === '--group');
  return user === undefined || (group !== undefined && !makesGroup) ? null : user;
}

import { readArguments } from '../../dockerfile/command-arguments.ts';
import { USERADD_VALUE_OPTIONS, createdUser } from '../../dockerfile/user-command.ts';
import { runCommandsNamed } from '../run-commands.ts';
import type { RunCommand } from '../run-commands.ts';
import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';

/** Whether a user has a home that it may write. */
export type Home = 'own' | 'none' | 'unknown';

/** Whether a user that the file creates has a home that it may write. */
export function createdHome(subject: Subject, name: string): Home {
  const safe = name.replace(/[^\w-]/g, '.');
  const given = new RegExp(`\\b(?:chown|install)\\b[^\\n;&|]{0,300}/home/${safe}\\b`);
  if (lastMatching(subject, ['RUN'], given) !== undefined) return 'own';
  const commands = runCommandsNamed(subject.dockerfile, subject.facts, ['useradd', 'adduser']);
  const [command, second] = commands.filter(
    (each) => createdUser(each.name, each.line)?.text.replace(/^"(.*)"$/, '$1') === name,
  );
  if (command === undefined || second !== undefined) return 'unknown';
  return homeOf(subject, command);
}

/** As useradd(8), adduser(8) and busybox have it. */
function homeOf({ facts, stage }: Subject, { name, line }: RunCommand): Home {
  const valueOptions = name === 'useradd' ? USERADD_VALUE_OPTIONS : [];
  const given = (options: readonly string[]) =>
    readArguments(line, valueOptions).some(
      (argument) => argument.kind === 'option' && options.includes(argument.name),
    );
  const { distribution } = facts.base(stage);
  if (name === 'useradd') {
    if (given(['-m', '--create-home'])) return 'own';
    const isDebian = distribution === 'debian' || distribution === 'ubuntu';
    return isDebian || given(['-M', '--no-create-home', '-r', '--system']) ? 'none' : 'unknown';
  }
  if (given(['-H', '--no-create-home'])) return 'none';
  // Debian 12 and later make none for users of the system.
  return given(['--system']) && distribution !== 'alpine' ? 'unknown' : 'own';
}

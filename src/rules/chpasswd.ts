import { readArguments } from '../dockerfile/command-arguments.ts';
import type { CommandLine } from '../dockerfile/command-arguments.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { USERADD_VALUE_OPTIONS } from '../dockerfile/user-command.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Problem, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';

/** Servers that people log in to with a password. */
const LOGIN =
  /\b(sshd|openssh-server|dropbear|vsftpd|proftpd|xrdp|xrdp-sesman|cockpit|samba|smbd)\b/;

/** Whether anybody logs in, the file says. */
function leftReason({ text }: Dockerfile): string {
  const server = LOGIN.exec(text)?.[1];
  if (server !== undefined) {
    return `the file sets up \`${server}\`, where people log in: take keys, or a secret that the running container mounts, and lock the password (\`passwd -l\`)`;
  }
  return 'nothing in the file lets anybody log in (no SSH, FTP or desktop server): take this out, as `docker exec --user` and `su` from root ask for no password; for `sudo`, write a rule with NOPASSWD for the commands that need it';
}

const OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['passwd', ['-d', '--delete', '--stdin']],
  ['useradd', ['-p', '--password']],
  ['usermod', ['-p', '--password']],
]);

function* settings(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { command } of runCommandsNamed(dockerfile, facts, ['chpasswd'])) {
    yield problem(dockerfile, command.span, '`chpasswd` puts a password into the image.');
  }
}

/** Hashes that no password has: the account is locked. */
const LOCKED = /^["']?[*!]{1,2}["']?$/;

function* options(dockerfile: Dockerfile, facts: Facts): Generator<Problem> {
  for (const { line, name, command } of runCommandsNamed(dockerfile, facts, [...OPTIONS.keys()])) {
    const change = passwordChange(name, line);
    if (change !== null) yield problem(dockerfile, command.span, `\`${name}\` ${change}.`);
  }
}

/** What the call does to a password; null when it does nothing to one. */
function passwordChange(name: string, line: CommandLine): string | null {
  const valueOptions = name === 'passwd' ? [] : USERADD_VALUE_OPTIONS;
  for (const argument of readArguments(line, valueOptions)) {
    if (argument.kind === 'operand') continue;
    if (OPTIONS.get(name)?.includes(argument.name) !== true) continue;
    const value = argument.value ?? '';
    if (LOCKED.test(value)) return null;
    const isEmpty = name === 'passwd' ? argument.name !== '--stdin' : /^["']*$/.test(value);
    return isEmpty ? 'makes the password empty' : 'sets a password';
  }
  return null;
}

function problem(dockerfile: Dockerfile, span: Problem['span'], message: string): Problem {
  return { span, message, fix: null, left: leftReason(dockerfile) };
}

export default {
  id: 'chpasswd',
  summary: 'A password of a user is set or removed',
  rationale:
    'Every container from the image has the same password, everybody who has the image has its hash, ' +
    'and where it stands in the Dockerfile, everybody who reads that has the password itself. A ' +
    'container needs no passwords: programs are started by the container engine.',
  severity: 'medium',
  safety: null,
  sensitive: true,
  effects: [],
  about: ['chpasswd', 'passwd', 'useradd', 'usermod'],
  aliases: { checkov: ['CKV2_DOCKER_17'], dockle: ['DKL-LI-0001'] },
  references: [
    'https://www.checkov.io/5.Policy%20Index/dockerfile.html',
    'https://github.com/goodwithtech/dockle/blob/master/CHECKPOINT.md#dkl-li-0001',
  ],
  examples: [
    {
      name: 'a user gets a password',
      before: "FROM debian:12\nRUN useradd dev && echo 'dev:dev' | chpasswd\n",
      after: null,
    },
  ],
  *check(dockerfile, facts) {
    yield* inFileOrder(settings(dockerfile, facts), options(dockerfile, facts));
  },
} satisfies Rule;

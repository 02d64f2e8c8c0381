import { createdIds } from '../created-ids.ts';
import { createdUsers } from '../created-users.ts';
import { runsOf } from '../runs.ts';
import { held, refused, unknown } from './check.ts';
import type { Check } from './check.ts';
import { createdHome } from './created-home.ts';
import type { Home } from './created-home.ts';
import { lastMatching } from './subject.ts';
import type { Subject } from './subject.ts';

/** The user that a program can run as, and how it comes to be there. */
export interface RunUser {
  /** What USER says: numbers, where they are known. */
  readonly user: string;
  /** For `chown` and its like: `10001:10001`, `1000`, `app`. */
  readonly owner: string;
  /** Commands that make it; none where it is there. */
  readonly commands: readonly string[];
  /** False in images without a shell. */
  readonly hasShell: boolean;
  /** Whether it has a home that it may write. */
  readonly home: Home;
  /** Its name in /etc/passwd; null for a number without an entry. */
  readonly name: string | null;
  /** For a title: `the user node of the base image`. */
  readonly what: string;
}

/** Above the numbers that distributions and base images give to their own users. */
const FIRST_ID = 10_001;

/** The first that is free. */
const NAMES = ['app', 'appuser', 'runner'];

type Making = 'shadow' | 'busybox' | 'none' | 'no-shell';

/** Chooses a user; `check` says why that one, or why there is none. */
export function runUserOf(subject: Subject): {
  readonly user: RunUser | null;
  readonly check: Check;
} {
  const { facts, stage } = subject;
  const created = createdUsers(subject.dockerfile, facts, stage);
  const [own, ...others] = created;
  if (own !== undefined) return others.length === 0 ? ownUser(subject, own.name) : tooMany(created);
  const making = makingOf(subject);
  const hasShell = making !== 'no-shell';
  const { users, programUser, env } = facts.base(stage);
  if (programUser !== null) {
    const ids = users[programUser] ?? programUser;
    const user = 'APP_UID' in env ? '$APP_UID' : ids;
    const what = `the user \`${programUser}\` of the base image`;
    const check = held(`the base image has the user \`${programUser}\` for this (${ids})`);
    const common = { user, owner: ids, hasShell, home: 'own' as const, name: programUser };
    return { user: { ...common, commands: [], what }, check };
  }
  if (!hasShell) {
    const user = {
      user: '65532:65532',
      owner: '65532:65532',
      commands: [],
      hasShell,
      home: 'none' as const,
      name: null,
      what: 'the user 65532, that of distroless images',
    };
    return { user, check: held('without a shell there is no user to make: a number is enough') };
  }
  return newUser(making, freeName(subject), freeId(subject));
}

/** A group may have the name already. */
function freeName({ dockerfile, facts, stage }: Subject): string {
  const taken = createdIds(dockerfile, facts, stage).map(({ name }) => name);
  return (
    NAMES.find((name) => !taken.includes(name) && !Object.hasOwn(facts.base(stage).users, name)) ??
    'app10001'
  );
}

function freeId({ dockerfile, facts, stage }: Subject): string {
  const taken = new Set(createdIds(dockerfile, facts, stage).map(({ id }) => id));
  let id = FIRST_ID;
  while (taken.has(String(id))) id += 1;
  return String(id);
}

function newUser(making: Making, name: string, id: string): ReturnType<typeof runUserOf> {
  const ids = `${id}:${id}`;
  const common = { user: ids, owner: ids, hasShell: true, home: 'own' as const, name };
  if (making === 'none') {
    const check = held(
      'a number is enough: the image may have no `useradd`, and nothing needs a name',
    );
    const nameless = { home: 'none' as const, name: null };
    return { user: { ...common, ...nameless, commands: [], what: `the user ${id}` }, check };
  }
  const commands =
    making === 'busybox'
      ? [`addgroup -g ${id} ${name}`, `adduser -D -u ${id} -G ${name} ${name}`]
      : [`groupadd -g ${id} ${name}`, `useradd -l -u ${id} -g ${name} -m ${name}`];
  const tool = making === 'busybox' ? '`adduser` of busybox' : '`useradd`';
  const check = held(`the distribution has ${tool}, and the number ${id} is free`);
  return { user: { ...common, commands, what: `a user of its own, ${ids}` }, check };
}

function ownUser(subject: Subject, name: string): ReturnType<typeof runUserOf> {
  const { dockerfile, facts, stage } = subject;
  const ids = createdIds(dockerfile, facts, stage).filter((each) => each.name === name);
  const number = (kind: 'user' | 'group') => {
    const [first, second] = ids.filter((each) => each.kind === kind);
    return second === undefined && first?.isCertain === true && /^\d+$/.test(first.id ?? '')
      ? first.id
      : null;
  };
  // With a group behind it, USER leaves the other groups of the user out (docs.docker.com, "USER").
  const [uid, gid] = [number('user'), hasMoreGroups(subject, name) ? null : number('group')];
  const user = uid === null ? name : [uid, gid].filter((id) => id !== null).join(':');
  const what = `the user \`${name}\`, which the file creates`;
  const isCertain = ids.some(({ kind, isCertain: certain }) => kind === 'user' && certain);
  const text = `the file creates the user \`${name}\` and no other`;
  const check = isCertain
    ? held(text)
    : unknown(`the command that creates \`${name}\` is run in every build`);
  const home = createdHome(subject, name);
  const common = { user, owner: user, commands: [], hasShell: true, name };
  return { user: { ...common, home, what }, check };
}

/** `usermod -aG docker app`, `useradd -G video app`, `gpasswd -a app video`, `adduser app video`. */
function hasMoreGroups(subject: Subject, name: string): boolean {
  const word = name.replace(/[^\w-]/g, '.');
  const options = `\\b(?:usermod|useradd)\\b[^\\n;&|]{0,200}\\s(?:-a?G|--groups)[ =]`;
  const adds = `\\bgpasswd\\s+-a\\s|\\b(?:adduser|addgroup)\\s+${word}\\s+[a-z]`;
  return lastMatching(subject, ['RUN'], new RegExp(`${options}|${adds}`)) !== undefined;
}

function tooMany(created: readonly { readonly name: string }[]): ReturnType<typeof runUserOf> {
  const names = created.map(({ name }) => `\`${name}\``).join(' and ');
  const left = `the file creates the users ${names}: say with USER which of them the program runs as, once it may write what that writes`;
  return { user: null, check: refused('the file creates no more than one user', left) };
}

/** How users are made: by the distribution, else by the package manager that the file calls. */
function makingOf({ dockerfile, facts, stage, has }: Subject): Making {
  const { distribution, packageManager, sh } = facts.base(stage);
  if (sh === 'none') return 'no-shell';
  const called = runsOf(dockerfile, facts)
    .filter(({ instruction }) => has(instruction))
    .flatMap(({ calls }) => calls.map(({ manager }) => manager));
  if (distribution === 'debian' || distribution === 'ubuntu' || called.includes('apt-get'))
    return 'shadow';
  if (distribution === 'alpine' || distribution === 'busybox' || called.includes('apk'))
    return 'busybox';
  if (distribution === 'wolfi' && sh === 'busybox') return 'busybox';
  // The minimal images and those of Amazon come without shadow-utils.
  const isFull = packageManager === 'dnf' || packageManager === 'yum';
  return isFull && (distribution === 'rhel' || distribution === 'fedora') ? 'shadow' : 'none';
}

import type { CommandChange } from '../../findings/rule.ts';

type Words = readonly string[];

/** A command and where it stands: the constructs around it, and what joins it to the one before. */
export interface PlacedCommand {
  readonly words: Words;
  readonly nesting: string;
  /** `&&`, `||`, `;`, `&`, `|` or a line ending; null for the first one of a list. */
  readonly joinedBy: string | null;
}

/**
 * Why the commands `after` cannot come from `before` by the declared changes, or null when they can.
 * Commands keep their order and their places; each declared change is used at most once.
 */
export function unexplainedChange(
  before: readonly PlacedCommand[],
  after: readonly PlacedCommand[],
  changes: readonly CommandChange[],
): string | null {
  const unused = [...changes];
  let next = 0;
  // Behind a command that came or went, the next one may be joined in another way.
  let isJoinFree = false;
  for (const old of before) {
    const start = next;
    next = skipAdded(after, next, unused, old.words);
    isJoinFree ||= next > start;
    const now = after[next];
    if (now !== undefined && take(unused, old.words, now.words)) {
      if (!isSamePlace(old, now, isJoinFree) && !takeJoin(unused, old, now))
        return `\`${show(old.words)}\` is joined in another way`;
      next += 1;
      isJoinFree = false;
      continue;
    }
    if (!takeExact(unused, 'remove', old.words))
      return `\`${show(old.words)}\` was changed or lost`;
    isJoinFree = true;
  }
  for (; next < after.length; next += 1) {
    const words = after[next]?.words ?? [];
    if (!takeAdded(unused, after, next)) return `\`${show(words)}\` was added`;
  }
  return null;
}

function isSamePlace(old: PlacedCommand, now: PlacedCommand, isJoinFree: boolean): boolean {
  if (old.nesting !== now.nesting) return false;
  if (old.joinedBy === now.joinedBy) return true;
  const isSequence = now.joinedBy === null || now.joinedBy === '&&';
  if (isSequence && (isJoinFree || old.joinedBy === null)) return true;
  // The first command of a list, behind one that was put before it in the style of the list.
  return isJoinFree && old.joinedBy === null && (now.joinedBy === ';' || now.joinedBy === '\n');
}

/** Passes over added commands as long as the command at hand is not the old one. */
function skipAdded(
  after: readonly PlacedCommand[],
  from: number,
  unused: CommandChange[],
  old: Words,
): number {
  let next = from;
  for (;;) {
    const now = after[next]?.words;
    if (now === undefined || isSame(old, now) || !takeAdded(unused, after, next)) return next;
    next += 1;
  }
}

function takeAdded(
  unused: CommandChange[],
  after: readonly PlacedCommand[],
  index: number,
): boolean {
  const added = after[index];
  if (added === undefined) return false;
  if (takeExact(unused, 'append', added.words) || takeExact(unused, 'prepend', added.words))
    return true;
  const guarded = after[index - 1];
  const isExit = added.joinedBy === '||' && added.words.join(' ') === 'exit 1';
  if (guarded === undefined || !isExit || guarded.nesting !== added.nesting) return false;
  return takeExact(unused, 'exit-on-failure', guarded.words);
}

/** A command that `&&` joins in place of `;` runs in fewer cases, and in no other ones. */
function takeJoin(unused: CommandChange[], old: PlacedCommand, now: PlacedCommand): boolean {
  const isJoined = old.joinedBy === ';' && now.joinedBy === '&&' && old.nesting === now.nesting;
  return isJoined && takeExact(unused, 'join', old.words);
}

function takeExact(
  unused: CommandChange[],
  kind: 'append' | 'prepend' | 'remove' | 'join' | 'exit-on-failure',
  command: Words,
): boolean {
  const text = command.join(' ');
  const index = unused.findIndex((change) => change.kind === kind && change.command === text);
  if (index === -1) return false;
  unused.splice(index, 1);
  return true;
}

/** True when declared changes turn `old` into `now`; those used are taken out of `unused`. */
function take(unused: CommandChange[], old: Words, now: Words): boolean {
  if (isSame(old, now)) return true;
  let words = old;
  const used: CommandChange[] = [];
  // One change may fit only when another has been made.
  for (let count = -1; count < used.length && !isSame(words, now);) {
    count = used.length;
    for (const change of namesFirst(unused)) {
      if (isSame(words, now)) break;
      const changed = used.includes(change) ? null : applyChange(words, change, now, old);
      if (changed === null) continue;
      words = changed;
      used.push(change);
    }
  }
  if (!isSame(words, now)) return false;
  for (const change of used) unused.splice(unused.indexOf(change), 1);
  return true;
}

/**
 * Several fixes may touch one command, and arguments are found from its new name on. Lazy, because a
 * file may have ten thousand changes and most commands need only the first.
 */
function* namesFirst(changes: readonly CommandChange[]): Generator<CommandChange> {
  for (const change of changes) if (isName(change)) yield change;
  for (const change of changes) if (!isName(change)) yield change;
}

function isName({ kind }: CommandChange): boolean {
  return kind === 'rename' || kind === 'unwrap';
}

/**
 * The words after one change, or null when the change does not fit here. Arguments are declared for
 * the command as it was, `old`, or as another change has left it.
 */
function applyChange(words: Words, change: CommandChange, goal: Words, old: Words): Words | null {
  switch (change.kind) {
    case 'rename':
      return renamed(words, change.command, change.by);
    case 'unwrap':
      return words[0] === change.command && goal[0] !== change.command ? words.slice(1) : null;
    case 'add-argument':
    case 'remove-argument':
    case 'replace-argument': {
      const { command } = change;
      return isPrefix(command, words) || isPrefix(command, old)
        ? withChangedArgument(words, change, goal)
        : null;
    }
    default:
      return null;
  }
}

type ArgumentChange = Extract<CommandChange, { readonly argument: string }>;

function withChangedArgument(words: Words, change: ArgumentChange, goal: Words): Words | null {
  switch (change.kind) {
    case 'add-argument':
      return withArgument(words, change.argument, goal);
    case 'remove-argument':
      return withoutArgument(words, change.argument, goal);
    case 'replace-argument':
      return withReplacedArgument(words, change, goal);
  }
}

function renamed(words: Words, command: string, by: string): Words | null {
  const old = command.split(' ');
  return isPrefix(command, words) ? [...by.split(' '), ...words.slice(old.length)] : null;
}

function isPrefix(command: string, words: Words): boolean {
  const parts = command.split(' ');
  return parts.every((part, index) => words[index] === part);
}

/** Puts the argument where the goal has it: at the first place where the two lists part. */
function withArgument(words: Words, argument: string, goal: Words): Words | null {
  const index = firstDifference(words, goal);
  return goal[index] === argument ? words.toSpliced(index, 0, argument) : null;
}

function withoutArgument(words: Words, argument: string, goal: Words): Words | null {
  const index = firstDifference(words, goal);
  return words[index] === argument ? words.toSpliced(index, 1) : null;
}

function withReplacedArgument(
  words: Words,
  { argument, by }: Extract<CommandChange, { readonly kind: 'replace-argument' }>,
  goal: Words,
): Words | null {
  const index = firstDifference(words, goal);
  return words[index] === argument && goal[index] === by ? words.with(index, by) : null;
}

function firstDifference(a: Words, b: Words): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    if (a[index] !== b[index]) return index;
  }
  return length;
}

function isSame(a: Words, b: Words): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

function show(command: Words): string {
  return command.join(' ').slice(0, 80);
}

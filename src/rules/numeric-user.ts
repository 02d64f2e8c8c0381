import { expandWord } from '../dockerfile/expand.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { scopeAt } from '../dockerfile/scope.ts';
import { stageChain } from '../findings/base-image.ts';
import { createdIds } from '../findings/created-ids.ts';
import type { CreatedId } from '../findings/created-ids.ts';
import type { Facts, Rule } from '../findings/rule.ts';
import { runCommandsNamed } from '../findings/run-commands.ts';
import { isStageUsed } from '../findings/shipped-stages.ts';
import { isRootUser } from '../findings/shipped-user.ts';
import type { ImageFacts } from '../image/facts.ts';

type Numeral = { readonly id: string; readonly from: 'file' | 'base' } | { readonly left: string };

/** The last USER of each stage that can be the target of a build. */
function* shippedUsers(dockerfile: Dockerfile): Generator<{ user: Instruction; stage: Stage }> {
  for (const stage of dockerfile.stages) {
    const isLast = stage.index === dockerfile.stages.length - 1;
    if (!isLast && isStageUsed(dockerfile, stage)) continue;
    const user = stage.instructions.findLast(({ keyword }) => keyword === 'USER');
    if (user !== undefined) yield { user, stage };
  }
}

/** After expansion; null when a variable has no known value. */
function nameOf(dockerfile: Dockerfile, user: Instruction): string | null {
  const { lookup } = scopeAt(dockerfile, user);
  const { value, unresolved } = expandWord(user.body.text.trim(), lookup, dockerfile.escape);
  return unresolved.length === 0 ? value : null;
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** What the base image is known to have. */
function baseNumber(users: ImageFacts['users'], word: 'uid' | 'gid', name: string): Numeral {
  const ids = Object.hasOwn(users, name) ? users[name] : undefined;
  const id = ids?.split(':')[word === 'uid' ? 0 : 1];
  if (id !== undefined) return { id, from: 'base' };
  return {
    left: `neither the file nor what is known of the base image says which ${word} \`${name}\` has: look it up (\`docker run --rm IMAGE id ${name}\`) and write the number`,
  };
}

/** The number that the file gives the name, or why there is none. */
function numberOf(
  dockerfile: Dockerfile,
  user: Instruction,
  { created, users }: { created: readonly CreatedId[]; users: ImageFacts['users'] },
  kind: CreatedId['kind'],
  name: string,
): Numeral {
  const word = kind === 'user' ? 'uid' : 'gid';
  const [first, second] = created.filter((each) => each.kind === kind && each.name === name);
  if (first === undefined) return baseNumber(users, word, name);
  if (first.id === null) {
    return {
      left: `the file creates \`${name}\` without a ${word}: give it one (\`${kind === 'user' ? '-u' : '-g'} 10001\`), and USER the same`,
    };
  }
  if (second !== undefined || !first.isCertain) {
    return { left: `the command that gives \`${name}\` its ${word} may not be the one that runs` };
  }
  const variable = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(first.id)?.[1];
  if (isNumber(first.id)) return { id: first.id, from: 'file' };
  if (variable !== undefined && isSame(dockerfile, first.instruction, user, variable)) {
    return { id: `\${${variable}}`, from: 'file' };
  }
  return { left: `the ${word} of \`${name}\` is worked out while the image is built` };
}

/** True when a variable has one and the same definition at both places. */
function isSame(dockerfile: Dockerfile, a: Instruction, b: Instruction, name: string): boolean {
  const definition = scopeAt(dockerfile, a).definition(name);
  return definition !== null && definition === scopeAt(dockerfile, b).definition(name);
}

/** The container of the repository that Kubernetes would not start with a name, as the end of a sentence. */
function refusedBy(facts: Facts): string {
  const workloads = facts.surroundings()?.workloads() ?? [];
  const asking = workloads.find(({ requiresNonRoot, user }) => requiresNonRoot && user === null);
  if (asking === undefined) return '';
  const { path, line } = asking.place;
  return `: ${path}:${line} (\`runAsNonRoot\`) refuses it`;
}

/** The whole of USER in numbers. */
function numericUser(
  dockerfile: Dockerfile,
  facts: Facts,
  { user, stage }: { user: Instruction; stage: Stage },
  value: string,
): Numeral {
  if (user.comments.length > 0) return { left: 'a comment stands inside the instruction' };
  const changes = runCommandsNamed(dockerfile, facts, ['usermod', 'groupmod']);
  if (changes.some(({ run }) => stageChain(stage).includes(run.stage))) {
    return { left: 'a command changes users that were there before' };
  }
  const created = createdIds(dockerfile, facts, stage);
  const { users } = facts.base(stage);
  const [name = '', group] = value.split(':');
  const ids = [name, group ?? ''].map((each, index): Numeral => {
    if (each === '' || isNumber(each)) return { id: each, from: 'file' };
    return numberOf(dockerfile, user, { created, users }, index === 0 ? 'user' : 'group', each);
  });
  const refused = ids.find((each) => 'left' in each);
  if (refused !== undefined) return refused;
  const [uid, gid] = ids.map((each) => ('id' in each ? each.id : ''));
  const isOfBase = ids.some((each) => 'from' in each && each.from === 'base');
  const id = group === undefined ? (uid ?? '') : `${uid ?? ''}:${gid ?? ''}`;
  return { id, from: isOfBase ? 'base' : 'file' };
}

export default {
  id: 'numeric-user',
  summary: 'USER names the user instead of giving its number',
  rationale:
    'Kubernetes with `runAsNonRoot` refuses an image whose user is a name, because only the image ' +
    'itself can tell that the name is not that of root; policies and the owner of files in volumes ' +
    'go by number, too. Where the file or the base image gives the user a number, the fix writes that. ' +
    'Home directory and groups stay, as the number is looked up in /etc/passwd like the name.',
  severity: 'info',
  safety: 'review',
  opinionated: true,
  effects: ['user'],
  about: ['USER'],
  aliases: { hadolint: ['DL3066'] },
  references: [
    'https://github.com/hadolint/hadolint/wiki/DL3066',
    'https://docs.docker.com/reference/dockerfile/#user',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  examples: [
    {
      name: 'the file creates the user with a number',
      before: 'FROM debian:12\nRUN useradd --uid 10001 app\nUSER app\n',
      after: 'FROM debian:12\nRUN useradd --uid 10001 app\nUSER 10001\n',
    },
    {
      name: 'the base image has the user',
      before: 'FROM node:22\nUSER node\n',
      after: 'FROM node:22\nUSER 1000\n',
    },
  ],
  *check(dockerfile, facts) {
    for (const shipped of shippedUsers(dockerfile)) {
      const { user, stage } = shipped;
      const value = nameOf(dockerfile, user);
      if (value === null || isRootUser(value) || facts.base(stage).os === 'windows') continue;
      const [name = ''] = value.split(':');
      if (isNumber(name)) continue;
      const span = user.bodySpan;
      const message = `\`${name}\` is a name, which cannot be told from root outside the image${refusedBy(facts)}.`;
      const number = numericUser(dockerfile, facts, shipped, value);
      if ('left' in number) {
        yield { span, message, fix: null, left: number.left };
        continue;
      }
      const fix = {
        title: `Give the user as a number: \`USER ${number.id}\``,
        edits: [{ span, text: number.id }],
        review: `Whatever reads the name \`${name}\` from the image configuration now reads a number.`,
        preconditions: [
          {
            text: `${number.from === 'file' ? 'this file creates' : 'the base image has'} \`${name}\` with that number`,
            state: 'held' as const,
          },
        ],
      };
      yield { span, message, fix };
    }
  },
} satisfies Rule;

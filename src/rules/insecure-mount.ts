import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import type { Mount, MountField } from '../dockerfile/mounts.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { copiesOf } from '../findings/copies.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Facts, Fix, Problem, Rule } from '../findings/rule.ts';
import { isRootUser } from '../findings/shipped-user.ts';

const SOCKET = /(?:^|\/)(?:docker|containerd|podman)\.sock$/;

const NETWORK_LEFT =
  'which service of the host the RUN talks to is not in the file: start it before the build and reach it by its name on the default network, or leave the flag out';
const SOCKET_LEFT =
  'a socket has no place in an image or a build: take it out here, and let whoever starts the container mount it knowingly';
const ENGINES =
  /^(?:docker|dockerd|podman|buildah|containerd|mount|mknod|losetup|modprobe|sysctl|qemu-\S+|unshare|nsenter|iptables)$/;

/** Names what needs the rights, where the RUN shows it. */
function sandboxLeft(facts: Facts, instruction: Instruction): string {
  const names = facts.script(instruction)?.commands.map(({ name }) => name ?? '') ?? [];
  const found = names.find((name) => ENGINES.test(name));
  if (found === undefined) {
    return 'no command here shows that it needs such rights: see whether the build works without the flag, and else move what needs it into a step outside the build';
  }
  return `\`${found}\` needs rights that a build does not have: run it in a step of its own outside the build`;
}

function* flagProblems(facts: Facts, instruction: Instruction): Generator<Problem> {
  for (const { name, value, span } of instruction.flags) {
    if (name === 'security' && value === 'insecure') {
      const message = 'This RUN has the rights of root on the machine that builds.';
      yield { span, message, fix: null, left: sandboxLeft(facts, instruction) };
    }
    if (name === 'network' && value === 'host') {
      const message =
        'This RUN reaches the network of the machine that builds, its own services included.';
      yield { span, message, fix: null, left: NETWORK_LEFT };
    }
  }
}

function* mountProblems(
  dockerfile: Dockerfile,
  facts: Facts,
  instruction: Instruction,
): Generator<Problem> {
  for (const mount of mountsOf(instruction, dockerfile.text)) {
    const { type, fields, flag } = mount;
    const mode = Number.parseInt(fields.get('mode')?.value ?? '0', 8);
    if ((type === 'secret' || type === 'ssh') && (mode & 0o077) !== 0) {
      const message = `This ${type} can be read by others than its owner while the RUN lasts.`;
      yield { span: flag.span, message, ...modeCure(dockerfile, facts, instruction, mount) };
    }
    if (SOCKET.test(fields.get('source')?.value ?? '')) yield socketProblem(flag.span);
  }
}

type Cure = { readonly fix: Fix } | { readonly fix: null; readonly left: string };

/** Programs that let another user do the rest. */
const SWITCHES = new Set(['su', 'sudo', 'gosu', 'su-exec', 'runuser', 'setpriv', 'doas', 'chroot']);

/** Without a mode only the owner reads it, who is root where no `uid` is given (0400). */
function modeCure(
  dockerfile: Dockerfile,
  facts: Facts,
  instruction: Instruction,
  { type, fields }: Mount,
): Cure {
  const { user } = facts.before(instruction);
  const uid = fields.get('uid')?.value ?? '0';
  const [reader = 'root'] = (user ?? 'root').split(':');
  const field = fields.get('mode');
  const edit = field === undefined ? null : narrowedMode(dockerfile, field);
  const other = switchOf(facts, instruction);
  if (edit === null) {
    return { fix: null, left: 'the mode stands between continuation lines: leave it out (0400)' };
  }
  if (user !== 'unknown' && reader !== uid && !(isRootUser(user) && uid === '0')) {
    const left = `the RUN runs as \`${reader}\`: write \`uid=\` with the number of that user in place of the mode`;
    return { fix: null, left };
  }
  const isOpen = user === 'unknown' || other !== null;
  const whom =
    other === null
      ? 'the base image may name another user than root'
      : `\`${other}\` starts programs as another user`;
  return {
    fix: {
      title: `Let only its owner read the ${type}`,
      edits: [edit],
      ...(isOpen
        ? { safety: 'review', review: `Look whether the RUN still reads the ${type}: ${whom}.` }
        : {}),
      preconditions: [
        { text: `what reads the ${type} runs as its owner`, state: isOpen ? 'unknown' : 'held' },
      ],
    },
  };
}

function switchOf(facts: Facts, instruction: Instruction): string | null {
  const words = facts.script(instruction)?.commands.flatMap((command) => command.words) ?? [];
  return words.find(({ value }) => SWITCHES.has(value ?? ''))?.value ?? null;
}

/** Takes the mode out, or keeps the right to execute a script for its owner alone. */
function narrowedMode(
  { text }: Dockerfile,
  { span, value, valueSpan }: MountField,
): TextEdit | null {
  const mode = value ?? '';
  if (valueSpan === null || text.slice(span.start, span.end) !== `mode=${mode}`) return null;
  if ((Number.parseInt(mode, 8) & 0o100) !== 0) return { span: valueSpan, text: '0500' };
  if (text.charAt(span.start - 1) === ',') {
    return { span: { start: span.start - 1, end: span.end }, text: '' };
  }
  const isFirst = text.charAt(span.end) === ',';
  return isFirst ? { span: { start: span.start, end: span.end + 1 }, text: '' } : null;
}

/** VOLUME, COPY and ADD that name the socket of a container engine. */
function* socketProblems(dockerfile: Dockerfile): Generator<Problem> {
  for (const outer of dockerfile.instructions) {
    const { keyword, arguments: paths } = outer.trigger ?? outer;
    if (keyword !== 'VOLUME') continue;
    for (const { text, span } of paths) if (SOCKET.test(text)) yield socketProblem(span);
  }
  for (const { sources } of copiesOf(dockerfile)) {
    for (const { path, span } of sources) if (SOCKET.test(path)) yield socketProblem(span);
  }
}

function socketProblem(span: Problem['span']): Problem {
  const message = 'Who can use this socket is root on the machine of the container engine.';
  return { span, message, fix: null, left: SOCKET_LEFT };
}

export default {
  id: 'insecure-mount',
  summary: 'The build or the container reaches into the machine below it',
  rationale:
    'A sandbox keeps what runs in a build from the machine that builds. `--security=insecure`, ' +
    '`--network=host` and the socket of a container engine open it, and a secret that everybody may ' +
    'read is open to every program of the RUN. The fix leaves the mode of a secret out, so that its ' +
    'owner alone reads it.',
  severity: 'medium',
  safety: 'safe',
  effects: [],
  aliases: { sonar: ['S6502', 'S6469', 'S6431'], semgrep: ['dockerd-socket-mount'] },
  references: [
    'https://docs.docker.com/reference/dockerfile/#run---security',
    'https://docs.docker.com/reference/dockerfile/#run---mounttypesecret',
    'https://rules.sonarsource.com/docker/RSPEC-6502/',
    'https://rules.sonarsource.com/docker/RSPEC-6469/',
  ],
  examples: [
    {
      name: 'a RUN leaves the sandbox',
      before: 'FROM debian:12\nRUN --security=insecure ./build-image.sh\n',
      after: null,
    },
    {
      name: 'a secret is open to everybody',
      before: 'FROM debian:12\nRUN --mount=type=secret,id=key,mode=0444 ./fetch.sh\n',
      after: 'FROM debian:12\nRUN --mount=type=secret,id=key ./fetch.sh\n',
    },
  ],
  *check(dockerfile, facts) {
    const flagged = dockerfile.instructions
      .map((outer) => outer.trigger ?? outer)
      .filter(({ flags }) => flags.length > 0);
    yield* inFileOrder(
      flagged.flatMap((instruction) => [...flagProblems(facts, instruction)]),
      flagged.flatMap((instruction) => [...mountProblems(dockerfile, facts, instruction)]),
      socketProblems(dockerfile),
    );
  },
} satisfies Rule;

import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { mountsOf } from '../dockerfile/mounts.ts';
import { copiesOf } from '../findings/copies.ts';
import { inFileOrder } from '../findings/in-file-order.ts';
import type { Problem, Rule } from '../findings/rule.ts';

const SOCKET = /(?:^|\/)(?:docker|containerd|podman)\.sock$/;

const SANDBOX_LEFT =
  'which command needs it is not in the file; most often it starts containers inside the build, which belongs into a step of its own';
const NETWORK_LEFT =
  'which service of the host the RUN talks to is not in the file; most often the default network reaches it by its name';
const MODE_LEFT =
  'other users of this RUN may need to read it: leave the mode out (0400), and name the one that reads it with `uid`';
const SOCKET_LEFT =
  'what talks to it is not in the file; a socket has no place in an image, and whoever starts the container can mount it knowingly';

function* flagProblems({ flags }: Instruction): Generator<Problem> {
  for (const { name, value, span } of flags) {
    if (name === 'security' && value === 'insecure') {
      const message = 'This RUN has the rights of root on the machine that builds.';
      yield { span, message, fix: null, left: SANDBOX_LEFT };
    }
    if (name === 'network' && value === 'host') {
      const message =
        'This RUN reaches the network of the machine that builds, its own services included.';
      yield { span, message, fix: null, left: NETWORK_LEFT };
    }
  }
}

function* mountProblems(instruction: Instruction): Generator<Problem> {
  for (const { type, fields, flag } of mountsOf(instruction)) {
    const mode = Number.parseInt(fields.get('mode')?.value ?? '0', 8);
    if ((type === 'secret' || type === 'ssh') && (mode & 0o077) !== 0) {
      const message = `This ${type} can be read by others than its owner while the RUN lasts.`;
      yield { span: flag.span, message, fix: null, left: MODE_LEFT };
    }
    if (SOCKET.test(fields.get('source')?.value ?? '')) yield socketProblem(flag.span);
  }
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
    'read is open to every program of the RUN.',
  severity: 'medium',
  safety: null,
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
      after: null,
    },
  ],
  *check(dockerfile) {
    const flagged = dockerfile.instructions
      .map((outer) => outer.trigger ?? outer)
      .filter(({ flags }) => flags.length > 0);
    yield* inFileOrder(
      flagged.flatMap((instruction) => [...flagProblems(instruction)]),
      flagged.flatMap((instruction) => [...mountProblems(instruction)]),
      socketProblems(dockerfile),
    );
  },
} satisfies Rule;

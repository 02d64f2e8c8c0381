import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { baseImageName, stageChain } from './base-image.ts';
import { baseName, copiesOf } from './copies.ts';
import type { Facts, Precondition } from './rule.ts';

/** Shells that do nothing but run the command, with the options that leave it so. */
const PLAIN_SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash)$/;
const PLAIN_OPTION = /^(?:-[euxco]+|pipefail)$/;

/** Entry points that run their arguments as they are. */
const PASSING_ON = new Set([
  'tini',
  'tini-static',
  'dumb-init',
  'catatonit',
  'docker-php-entrypoint',
  '__cacert_entrypoint.sh',
]);

/** What a command in exec form meets where it stands; a `'did not hold'` forbids it. */
export function shellCondition(facts: Facts, instruction: Instruction): Precondition {
  const { shell, env } = facts.before(instruction);
  const text = 'the shell in force only runs the command';
  if (shell === 'unknown') return { text, state: 'unknown' };
  if (shell === null) return { text, state: 'held' };
  const [program = '', ...options] = shell;
  const isPlain = PLAIN_SHELL.test(program) && options.every((option) => PLAIN_OPTION.test(option));
  return { text, state: isPlain && !env.has('BASH_ENV') ? 'held' : 'did not hold' };
}

/** Whether the entry point, if there is one, runs the CMD as it gets it. */
export function entrypointCondition(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
): Precondition {
  const text = 'no entry point gets the command as its arguments';
  const { entrypoint } = facts.result(stage);
  if (entrypoint === 'unknown') return { text, state: 'unknown' };
  if (entrypoint === null) return { text, state: 'held' };
  const program = baseName(entrypoint[0] ?? '');
  const isOptions = entrypoint.slice(1).every((word) => word.startsWith('-'));
  const passesOn = PASSING_ON.has(program) || isNodeEntrypoint(dockerfile, stage, program);
  const isKnown = passesOn && isOptions && !isWritten(dockerfile, stage, program);
  return isKnown
    ? { text: `the entry point \`${program}\` runs its arguments as they are`, state: 'held' }
    : { text, state: 'unknown' };
}

/** It runs any command that exists as it is (nodejs/docker-node, `docker-entrypoint.sh`). */
function isNodeEntrypoint(dockerfile: Dockerfile, stage: Stage, program: string): boolean {
  const isOwn = stageChain(stage).every(({ instructions }) =>
    instructions.every(({ keyword }) => keyword !== 'ENTRYPOINT'),
  );
  return isOwn && program === 'docker-entrypoint.sh' && baseImageName(dockerfile, stage) === 'node';
}

/** The kernel starts a script only by its first line, where a shell would have run it anyway. */
export function programCondition(
  dockerfile: Dockerfile,
  stage: Stage,
  program: string,
): Precondition {
  const text = `\`${program}\` is a program, or a script that begins with \`#!\``;
  const isSystem = /^(?:\/(?:usr\/(?:local\/)?)?s?bin\/)?[\w+-][\w.+-]*$/.test(program);
  const isScript = /\.(?:sh|bash|py|rb|pl|js)$/.test(program);
  const isKnown = isSystem && !isScript && !isWritten(dockerfile, stage, baseName(program));
  return { text, state: isKnown ? 'held' : 'unknown' };
}

/** True when the file itself puts something of that name into place. */
function isWritten(dockerfile: Dockerfile, stage: Stage, name: string): boolean {
  const chain = stageChain(stage);
  const isCopied = copiesOf(dockerfile).some(({ stage: own, sources, destination }) => {
    return (
      chain.includes(own) && [...sources, destination].some(({ path }) => baseName(path) === name)
    );
  });
  const ending = `bin/${name}`;
  return (
    isCopied ||
    chain.some(({ instructions }) =>
      instructions.some(({ keyword, span }) => {
        return keyword === 'RUN' && mentions(dockerfile.text.slice(span.start, span.end), ending);
      }),
    )
  );
}

/** The path, not followed by more of a name. */
function mentions(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1)) {
    if (!/[\w.-]/.test(text.charAt(at + path.length))) return true;
  }
  return false;
}

/** Stages that are built on this one and keep its ENTRYPOINT, the stage itself first. */
export function inheritors({ stages }: Dockerfile, stage: Stage): Stage[] {
  return stages.filter((other) => {
    const chain = stageChain(other);
    const below = chain.slice(0, Math.max(chain.indexOf(stage), 0));
    const keeps = below.every(({ instructions }) =>
      instructions.every(({ keyword }) => keyword !== 'ENTRYPOINT'),
    );
    return chain.includes(stage) && keeps;
  });
}

import type { ImageConfig } from '../dockerfile/image-config.ts';
import { interpret } from '../dockerfile/interpret.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { globalScope } from '../dockerfile/scope.ts';
import { expandWord } from '../dockerfile/expand.ts';
import { shellOf } from '../dockerfile/shell.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import type { Facts } from '../findings/rule.ts';
import { UNKNOWN_IMAGE } from '../image/facts.ts';
import type { ImageFacts } from '../image/facts.ts';
import { parseReference } from '../image/reference.ts';
import type { CheckContext } from './check-context.ts';
import type { ImageKnowledge } from './image-knowledge.ts';

/** What a check knows beyond the text. */
type Knowledge = Pick<CheckContext, 'images' | 'scans' | 'surroundings' | 'downloads' | 'policy'>;

/** Builds the facts of the Dockerfile at `path`; nothing is computed before a rule asks. */
export function factsFor(
  dockerfile: Dockerfile,
  path: string,
  { images, scans, surroundings, downloads, policy }: Knowledge,
): Facts {
  const base = remembered((stage: Stage): ImageFacts =>
    stage.parent === null ? imageFacts(dockerfile, stage, images) : base(stage.parent),
  );
  let interpretation: ReturnType<typeof interpret> | null = null;
  const interpreted = () =>
    (interpretation ??= interpret(dockerfile, (stage) => configOf(base(stage))));
  const before: Facts['before'] = (instruction) => interpreted().before(instruction);
  const setsShell = dockerfile.instructions.some(
    (item) => (item.trigger ?? item).keyword === 'SHELL',
  );
  const shellInForce = (instruction: Instruction): ImageConfig['shell'] => {
    const stage = instruction.stage === null ? undefined : dockerfile.stages[instruction.stage];
    // Most files have no SHELL, and need not be interpreted to know the one in force.
    return setsShell || stage === undefined ? before(instruction).shell : base(stage).shell;
  };
  const readScript = (instruction: Instruction): ShellScript | null =>
    isWindows(dockerfile, instruction.stage, base)
      ? null
      : shellOf(instruction, shellInForce(instruction));
  return {
    base,
    before,
    result: (stage) => interpreted().result(stage),
    script: remembered(readScript),
    image: images.facts,
    lifecycles: images.lifecycles,
    outlook: ({ resolved }) => (resolved === null ? null : images.outlook(path, resolved)),
    isAllowed: images.isAllowed,
    vulnerabilities: () => scans.vulnerabilities(path, dockerfile),
    secrets: () => scans.secrets(path, dockerfile),
    installed: (stage, type, name) => scans.installed(path, dockerfile, stage, type, name),
    assessment: ({ resolved }) => (resolved === null ? null : scans.assessment(path, resolved)),
    surroundings: () => surroundings.of(path),
    download: downloads,
    policy,
    memory: new Map(),
  };
}

function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const found = new Map<Key, Value>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const value = find(key);
    found.set(key, value);
    return value;
  };
}

function isWindows(
  dockerfile: Dockerfile,
  stageIndex: number | null,
  base: (stage: Stage) => ImageFacts,
): boolean {
  const stage = stageIndex === null ? undefined : dockerfile.stages[stageIndex];
  return stage !== undefined && base(stage).os === 'windows';
}

function imageFacts(dockerfile: Dockerfile, stage: Stage, images: ImageKnowledge): ImageFacts {
  const reference = resolveBase(dockerfile, stage);
  const parsed = reference === null ? null : parseReference(reference);
  return parsed === null ? UNKNOWN_IMAGE : images.facts(parsed);
}

/** The reference that FROM names after expansion, or null when a variable has no value. */
function resolveBase(dockerfile: Dockerfile, stage: Stage): string | null {
  const { text } = stage.base;
  if (!text.includes('$')) return text;
  const expanded = expandWord(text, globalScope(dockerfile).lookup, dockerfile.escape);
  return expanded.error === null && expanded.unresolved.length === 0 ? expanded.value : null;
}

function configOf(facts: ImageFacts): ImageConfig {
  const isScratch = facts.distribution === 'scratch';
  return {
    user: facts.user,
    workdir: facts.workdir,
    shell: facts.shell,
    entrypoint: facts.entrypoint,
    cmd: facts.cmd,
    env: new Map(Object.entries(facts.env)),
    envComplete: isScratch,
    exposed: [],
    volumes: [],
    labels: new Map(),
    healthcheck: isScratch ? null : 'unknown',
    stopSignal: isScratch ? null : 'unknown',
    onbuild: [],
  };
}

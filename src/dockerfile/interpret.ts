import type { ImageConfig, Interpret, Interpretation } from './image-config.ts';
import { imageConfig, stateInChild, stateOnImage } from './interpret-state.ts';
import type { ConfigState, StageState } from './interpret-state.ts';
import { applyInstruction } from './interpret-steps.ts';
import type { StepSetting } from './interpret-steps.ts';
import { mark } from './marked-config.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';
import { parseDockerfile } from './parse.ts';
import { keepWritten, scopeSetting, triggersOf } from './scope.ts';

/**
 * Works out the image configuration that each stage yields and the one in force at each instruction,
 * as BuildKit's dispatch does (`dockerfile2llb/convert.go`). Variables that are not known stay as
 * written. For a place outside the stages, everything is unknown.
 */
export const interpret: Interpret = (dockerfile, baseConfig) => {
  let twin: Interpretation | null = null;
  const marked = (): Interpretation => (twin ??= interpretMarked(dockerfile, baseConfig));
  const setting = { ...scopeSetting(dockerfile, keepWritten), marked: false };
  return interpretWith(dockerfile, baseConfig, setting, marked);
};

/** The same with marks, so that `$HOME` and `${HOME}` are one and a literal `$HOME` is another. */
const interpretMarked: Interpret = (dockerfile, baseConfig) => {
  const unset = (name: string, written: string): string =>
    mark(written === `$${name}` || written === `\${${name}}` ? name : written);
  const setting = { ...scopeSetting(dockerfile, unset), marked: true };
  return interpretWith(dockerfile, baseConfig, setting, null);
};

const UNKNOWN_CONFIG: ImageConfig = {
  user: 'unknown',
  workdir: 'unknown',
  shell: 'unknown',
  entrypoint: 'unknown',
  cmd: 'unknown',
  env: new Map(),
  envComplete: false,
  exposed: [],
  volumes: [],
  labels: new Map(),
  healthcheck: 'unknown',
  stopSignal: 'unknown',
  onbuild: [],
};

function interpretWith(
  dockerfile: Dockerfile,
  baseConfig: (stage: Stage) => ImageConfig,
  setting: StepSetting,
  marked: (() => Interpretation) | null,
): Interpretation {
  const ends = new Map<Stage, StageState>();
  const before = new Map<Instruction, ConfigState>();
  for (const stage of dockerfile.stages) {
    const parent = stage.parent === null ? undefined : ends.get(stage.parent);
    const base = parent ?? stateOnImage(withPath(baseConfig(stage), setting.escape));
    before.set(stage.from, base.config);
    ends.set(stage, readStage(stage, base, setting, before));
  }
  const configs = new Map<ConfigState, ImageConfig>();
  type Read = (from: Interpretation) => ImageConfig;
  const configOf = (state: ConfigState | undefined, read: Read): ImageConfig => {
    if (state === undefined) return UNKNOWN_CONFIG;
    const known = configs.get(state);
    if (known !== undefined) return known;
    const config = imageConfig(state, marked && (() => read(marked())));
    configs.set(state, config);
    return config;
  };
  return {
    result: (stage) => configOf(ends.get(stage)?.config, (from) => from.result(stage)),
    before: (instruction) => configOf(before.get(instruction), (from) => from.before(instruction)),
  };
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** BuildKit gives every image a PATH, but for Windows (`dispatchStages`, `system.DefaultPathEnv`). */
function withPath(base: ImageConfig, escape: '\\' | '`'): ImageConfig {
  if (!base.envComplete || base.env.has('PATH') || escape === '`') return base;
  return { ...base, env: new Map([...base.env, ['PATH', DEFAULT_PATH]]) };
}

function readStage(
  stage: Stage,
  base: StageState,
  setting: StepSetting,
  before: Map<Instruction, ConfigState>,
): StageState {
  let state = stateInChild(base);
  const triggers = stage.parent === null ? imageTriggers(base) : triggersOf(stage.parent);
  for (const trigger of triggers) state = applyInstruction(state, trigger, setting);
  for (const instruction of stage.instructions) {
    before.set(instruction, state.config);
    if (instruction.trigger !== null) before.set(instruction.trigger, state.config);
    state = applyInstruction(state, instruction, setting);
  }
  return state;
}

/** The triggers that the base image brings along. */
function imageTriggers({ config }: StageState): Instruction[] {
  const triggers: Instruction[] = [];
  for (const text of imageConfig(config).onbuild) {
    const parsed = parseDockerfile(`FROM scratch\n${text}\n`);
    if (parsed.problems.length === 0) triggers.push(...parsed.instructions.slice(1));
  }
  return triggers;
}

import { canonicalHealthcheck, canonicalText } from './canonical-text.ts';
import { expandToWords, expandWord } from './expand.ts';
import { readPorts } from './exposed-ports.ts';
import type { ArgumentList } from './image-config.ts';
import { withTrigger } from './interpret-state.ts';
import type { ConfigState, StageState } from './interpret-state.ts';
import { beginsWithMark, mark } from './marked-config.ts';
import type { Instruction } from './model.ts';
import { afterEnv, afterInstruction, readEnv } from './scope-steps.ts';
import type { ScopeSetting } from './scope-steps.ts';
import { resolveDirectory } from './work-directory.ts';

export interface StepSetting extends ScopeSetting {
  /** Whether what is not known is marked, for comparison, or stands as written, for reading. */
  readonly marked: boolean;
}

type Step = (state: StageState, instruction: Instruction, setting: StepSetting) => StageState;

const STEPS: Readonly<Record<string, Step>> = {
  ARG: (state, instruction, setting) => {
    const scope = afterInstruction(state.scope, instruction, setting);
    return scope === state.scope ? state : { ...state, scope };
  },
  CMD: (state, instruction, setting) => {
    const cmd = commandOf(state, instruction, setting);
    return { ...changed(state, { cmd }), cmdIsSet: true };
  },
  ENTRYPOINT: (state, instruction, setting) => {
    const entrypoint = commandOf(state, instruction, setting);
    return changed(state, state.cmdIsSet ? { entrypoint } : { entrypoint, cmd: null });
  },
  ENV: applyEnv,
  EXPOSE: applyExpose,
  HEALTHCHECK: (state, instruction) =>
    instruction.arguments.length === 0
      ? state
      : changed(state, { healthcheck: canonicalHealthcheck(instruction) }),
  LABEL: applyLabel,
  ONBUILD: (state, { trigger }) => {
    if (trigger === null) return state;
    const onbuild = withTrigger(state.config.onbuild, canonicalText(trigger));
    return changed(state, { onbuild });
  },
  SHELL: (state, instruction) => {
    const shell = instruction.arguments.map(({ text }) => text);
    return instruction.json && shell.length > 0 ? changed(state, { shell }) : state;
  },
  STOPSIGNAL: (state, instruction, setting) => {
    const stopSignal = expanded(instruction.body.text.trim(), state, setting);
    return changed(state, { stopSignal: stopSignal === '' ? null : stopSignal });
  },
  USER: (state, instruction, setting) => {
    const user = expanded(instruction.body.text.trim(), state, setting);
    return changed(state, { user: user === '' ? null : user });
  },
  VOLUME: applyVolume,
  WORKDIR: applyWorkdir,
};

/** The state after the instruction; the same object when it changes nothing. */
export function applyInstruction(
  state: StageState,
  instruction: Instruction,
  setting: StepSetting,
): StageState {
  return STEPS[instruction.keyword]?.(state, instruction, setting) ?? state;
}

function changed(state: StageState, change: Partial<ConfigState>): StageState {
  return { ...state, config: { ...state.config, ...change } };
}

function expanded(text: string, { scope }: StageState, setting: StepSetting): string {
  return expandWord(text, scope.text, setting.escape, setting.unset).value;
}

/**
 * Exec form as it stands, shell form behind the shell in force. An image that nothing is known about
 * counts as one with the platform's default shell. An empty list is the same as none.
 */
function commandOf(
  { config }: StageState,
  instruction: Instruction,
  { escape }: StepSetting,
): ArgumentList | null {
  const texts = instruction.arguments.map(({ text }) => text);
  if (instruction.json) return texts.length === 0 ? null : texts;
  const standard = escape === '`' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'];
  const shell = typeof config.shell === 'string' ? null : config.shell;
  return [...(shell ?? standard), instruction.body.text.trim()];
}

function applyEnv(state: StageState, instruction: Instruction, setting: StepSetting): StageState {
  const definitions = readEnv(instruction, state.scope, setting);
  const env = state.config.env.with(definitions.map(({ name, text }) => [name, text]));
  return { ...changed(state, { env }), scope: afterEnv(state.scope, definitions) };
}

function applyLabel(state: StageState, instruction: Instruction, setting: StepSetting): StageState {
  const labels = instruction.pairs.map(
    ({ key, value }) =>
      [expanded(key.text, state, setting), expanded(value?.text ?? '', state, setting)] as const,
  );
  return changed(state, { labels: state.config.labels.with(labels) });
}

function applyExpose(
  state: StageState,
  instruction: Instruction,
  { escape, unset }: StepSetting,
): StageState {
  const { exposed } = state.config;
  const added = instruction.arguments
    .flatMap(({ text }) => expandToWords(text, state.scope.text, escape, unset).words)
    .flatMap((word) => readPorts(word))
    .filter((port) => !exposed.has(port));
  return changed(state, { exposed: exposed.with(added.map((port) => [port, true])) });
}

function applyVolume(
  state: StageState,
  instruction: Instruction,
  setting: StepSetting,
): StageState {
  const { volumes } = state.config;
  const added = instruction.arguments
    .map(({ text }) => expanded(text.trim(), state, setting))
    .filter((volume) => volume !== '' && !volumes.has(volume));
  return changed(state, { volumes: volumes.with(added.map((volume) => [volume, true])) });
}

function applyWorkdir(
  state: StageState,
  instruction: Instruction,
  setting: StepSetting,
): StageState {
  const path = expanded(instruction.body.text.trim(), state, setting);
  return changed(state, { workdir: nextDirectory(state.config.workdir, path, setting) });
}

/** A path that begins with a variable that is not known may be absolute, so it is not joined. */
function nextDirectory(
  current: string | null,
  path: string,
  { escape, marked }: StepSetting,
): string | null {
  const windows = escape === '`';
  if (path === '' || path.startsWith('$') || beginsWithMark(path)) return path || current;
  if (current !== 'unknown') return resolveDirectory(current ?? '/', path, windows);
  const resolved = resolveDirectory(mark('directory'), path, windows);
  return marked || !beginsWithMark(resolved) ? resolved : 'unknown';
}

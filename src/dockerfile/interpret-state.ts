import { sortPorts } from './exposed-ports.ts';
import type { ImageConfig } from './image-config.ts';
import { baseScope, childScope } from './scope-steps.ts';
import type { ScopeState } from './scope-steps.ts';
import { sharedMap, versionedMap } from './versioned-map.ts';
import type { VersionedMap } from './versioned-map.ts';

/** An `ImageConfig` whose collections have cheap successors. */
export interface ConfigState extends Pick<
  ImageConfig,
  'user' | 'workdir' | 'shell' | 'entrypoint' | 'cmd' | 'envComplete' | 'healthcheck' | 'stopSignal'
> {
  readonly env: VersionedMap<string>;
  readonly labels: VersionedMap<string>;
  readonly exposed: VersionedMap<true>;
  readonly volumes: VersionedMap<true>;
  readonly onbuild: TriggerText | null;
}

/** The triggers, the last one first. */
interface TriggerText {
  readonly text: string;
  readonly rest: TriggerText | null;
  readonly count: number;
}

/** The triggers with one more behind them. */
export function withTrigger(rest: TriggerText | null, text: string): TriggerText {
  return { text, rest, count: (rest?.count ?? 0) + 1 };
}

/** What the next instruction of a stage starts from. Instructions share what they do not change. */
export interface StageState {
  readonly config: ConfigState;
  readonly scope: ScopeState;
  /** True once the stage itself has set CMD: ENTRYPOINT then leaves it alone. */
  readonly cmdIsSet: boolean;
}

/** Most stages begin with none, and one empty map is enough for them all. */
const NO_TEXTS = sharedMap<string>([]);
const NO_NAMES = sharedMap<true>([]);
const NONE: readonly string[] = [];

/** The start of a stage on an external image. */
export function stateOnImage(base: ImageConfig): StageState {
  let onbuild: TriggerText | null = null;
  for (const text of base.onbuild) onbuild = withTrigger(onbuild, text);
  const { user, workdir, shell, entrypoint, cmd, envComplete, healthcheck, stopSignal } = base;
  const config = {
    user,
    workdir,
    shell,
    entrypoint,
    cmd,
    envComplete,
    healthcheck,
    stopSignal,
    env: base.env.size === 0 ? NO_TEXTS : versionedMap(base.env),
    labels: base.labels.size === 0 ? NO_TEXTS : versionedMap(base.labels),
    exposed: namesOf(base.exposed),
    volumes: namesOf(base.volumes),
    onbuild,
  };
  return { config, scope: baseScope(base.env), cmdIsSet: false };
}

function namesOf(names: readonly string[]): VersionedMap<true> {
  return names.length === 0 ? NO_NAMES : versionedMap(names.map((name) => [name, true as const]));
}

/** The state behind FROM: triggers have left the configuration, and CMD counts as inherited. */
export function stateInChild(from: StageState): StageState {
  const config = from.config.onbuild === null ? from.config : { ...from.config, onbuild: null };
  return { config, scope: childScope(from.scope), cmdIsSet: false };
}

/** Longer lists are made only when they are read, since few callers read them at every instruction. */
const SHORT = 32;

export function imageConfig(
  state: ConfigState,
  marked: (() => ImageConfig) | null = null,
): ImageConfig {
  const { user, workdir, shell, entrypoint, cmd, envComplete, healthcheck, stopSignal } = state;
  const isShort = state.exposed.size + state.volumes.size + (state.onbuild?.count ?? 0) <= SHORT;
  const config: ImageConfig = {
    user,
    workdir,
    shell,
    entrypoint,
    cmd,
    env: state.env,
    envComplete,
    exposed: isShort ? exposedOf(state) : [],
    volumes: isShort ? volumesOf(state) : [],
    labels: state.labels,
    healthcheck,
    stopSignal,
    onbuild: isShort ? triggersOf(state) : [],
    marked: (self) => (self === config && marked !== null ? marked() : null),
  };
  if (isShort) return config;
  // Getters make an object slow to read and to collect, so that only these have them.
  return Object.defineProperties(config, {
    exposed: { get: () => exposedOf(state), enumerable: true },
    volumes: { get: () => volumesOf(state), enumerable: true },
    onbuild: { get: () => triggersOf(state), enumerable: true },
  });
}

function exposedOf({ exposed }: ConfigState): readonly string[] {
  return exposed.size === 0 ? NONE : sortPorts(exposed.keys());
}

function volumesOf({ volumes }: ConfigState): readonly string[] {
  return volumes.size === 0 ? NONE : [...volumes.keys()].sort();
}

function triggersOf({ onbuild }: ConfigState): readonly string[] {
  const texts: string[] = [];
  for (let last = onbuild; last !== null; last = last.rest) texts.push(last.text);
  return texts.reverse();
}

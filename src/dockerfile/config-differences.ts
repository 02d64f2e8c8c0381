import type { ImageConfig } from './image-config.ts';

/** The parts of a configuration; a subset of what a fix can declare as its effects. */
export type ConfigPart =
  | 'user'
  | 'workdir'
  | 'shell'
  | 'entrypoint'
  | 'cmd'
  | 'env'
  | 'expose'
  | 'volume'
  | 'healthcheck'
  | 'stopsignal'
  | 'labels'
  | 'onbuild';

type SameTest = (a: ImageConfig, b: ImageConfig) => boolean;

const SAME: readonly (readonly [ConfigPart, SameTest])[] = [
  ['user', (a, b) => a.user === b.user],
  ['workdir', (a, b) => a.workdir === b.workdir],
  ['shell', (a, b) => sameTexts(a.shell, b.shell)],
  ['entrypoint', (a, b) => sameTexts(a.entrypoint, b.entrypoint)],
  ['cmd', (a, b) => sameTexts(a.cmd, b.cmd)],
  ['env', (a, b) => a.envComplete === b.envComplete && sameMaps(a.env, b.env)],
  ['expose', (a, b) => sameTexts(a.exposed, b.exposed)],
  ['volume', (a, b) => sameTexts(a.volumes, b.volumes)],
  ['healthcheck', (a, b) => a.healthcheck === b.healthcheck],
  ['stopsignal', (a, b) => a.stopSignal === b.stopSignal],
  ['labels', (a, b) => sameMaps(a.labels, b.labels)],
  ['onbuild', (a, b) => sameTexts(a.onbuild, b.onbuild)],
];

/**
 * The parts in which two configurations differ. Variables that are not known are told from texts that
 * look like them when both come from `interpret`. Only `parts` are looked at when they are given.
 */
export function configDifferences(
  a: ImageConfig,
  b: ImageConfig,
  parts: ReadonlySet<string> | null = null,
): ConfigPart[] {
  if (a === b) return [];
  const markedA = a.marked?.(a) ?? null;
  const markedB = b.marked?.(b) ?? null;
  const [first, second] = markedA === null || markedB === null ? [a, b] : [markedA, markedB];
  return SAME.filter(([part]) => parts?.has(part) !== false)
    .filter(([, isSame]) => !isSame(first, second))
    .map(([part]) => part);
}

/** True when the two describe the same image configuration. */
export function sameConfig(a: ImageConfig, b: ImageConfig): boolean {
  return configDifferences(a, b).length === 0;
}

type Texts = readonly string[] | string | null;

function sameTexts(a: Texts, b: Texts): boolean {
  if (a === b) return true;
  if (!isList(a) || !isList(b)) return false;
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

function isList(texts: Texts): texts is readonly string[] {
  return Array.isArray(texts);
}

/** Instructions share maps, so most pairs come again. */
const COMPARED = new WeakMap<object, WeakMap<object, boolean>>();

function sameMaps(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  if (a === b) return true;
  const known = COMPARED.get(a)?.get(b);
  if (known !== undefined) return known;
  const isSame = a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
  const results = COMPARED.get(a) ?? new WeakMap<object, boolean>();
  COMPARED.set(a, results.set(b, isSame));
  return isSame;
}

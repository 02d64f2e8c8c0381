import json5 from 'json5';
import { familiarName, fullName } from '../image/reference.ts';
import { fitsGlob } from './fits-glob.ts';
import { LARGEST, TOO_LARGE } from './other-bot.ts';
import type { BotReading } from './other-bot.ts';
import { fitsRule, isAboutMostUpdates } from './renovate-rule.ts';
import type { RenovateDependency } from './renovate-rule.ts';
import { renovateSchema } from './renovate-schema.ts';
import type { PackageRule, RenovateConfig } from './renovate-schema.ts';

/** The names of Dockerfiles (https://docs.renovatebot.com/modules/manager/dockerfile/). */
const DOCKERFILE =
  /(?:^|\/|\.)(?:[Dd]ocker|[Cc]ontainer)file$|(?:^|\/)(?:[Dd]ocker|[Cc]ontainer)file[^/]*$/;

/** Presets of Renovate's own (https://docs.renovatebot.com/presets-config/, presets-default, presets-docker). */
const OFF_PRESETS = [
  ':disableRenovate',
  ':onlyNpm',
  'docker:disable',
  'security:only-security-updates',
];
const PINNING_PRESETS = ['docker:pinDigests', 'config:best-practices'];
const IGNORING_PRESETS = [
  ':ignoreModulesAndTests',
  'config:recommended',
  'config:base',
  'config:best-practices',
  'config:js-app',
  'config:js-lib',
];

const PACKAGES = ['**/node_modules/**', '**/bower_components/**'];
const MODULES_AND_TESTS = [
  ...PACKAGES,
  '**/vendor/**',
  '**/examples/**',
  '**/__tests__/**',
  '**/test/**',
  '**/tests/**',
  '**/__fixtures__/**',
];

/**
 * Reads a configuration of Renovate, or what `package.json` says of it. Presets of others are not read: they count for
 * nothing. Never throws.
 */
export function readRenovate(file: string, text: string): BotReading {
  if (text.length > LARGEST) return { kind: 'broken', problem: TOO_LARGE };
  const parsed = parse(text);
  if (!parsed.ok) return { kind: 'broken', problem: parsed.problem };
  const value = file === 'package.json' ? sectionOf(parsed.value) : parsed.value;
  if (value === undefined) return { kind: 'absent' };
  const read = renovateSchema.safeParse(value);
  if (!read.success) {
    const where = read.error.issues[0]?.path.join('.') ?? '';
    return {
      kind: 'broken',
      problem: `${where === '' ? 'it' : `\`${where}\``} is not of the kind that Renovate takes`,
    };
  }
  const config = read.data;
  const presets = presetsOf(config);
  if (!looksAtDockerfiles(config, presets)) return { kind: 'absent' };
  const pinsDigests = isPinning(config, presets);
  const isOwn = pathsOf(config, presets);
  const covers = (path: string, names: readonly string[]) =>
    isOwn(path) && isEnabled(config, { path, names });
  return {
    kind: 'bot',
    bot: {
      name: 'Renovate',
      file,
      pinsDigests,
      covers: ({ path, image }) => covers(path, [familiarName(image), fullName(image)]),
    },
  };
}

type Parsed =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

function parse(text: string): Parsed {
  try {
    const value: unknown = json5.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, problem: 'it is no JSON' };
  }
}

function sectionOf(manifest: unknown): unknown {
  const isObject = typeof manifest === 'object' && manifest !== null;
  return isObject && 'renovate' in manifest ? manifest.renovate : undefined;
}

/** `default:` may be left out. */
function presetsOf({
  extends: named = [],
  ignorePresets = [],
}: RenovateConfig): ReadonlySet<string> {
  const wanted = named.filter((preset) => !ignorePresets.includes(preset));
  return new Set(wanted.map((preset) => preset.replace(/^default:/, ':')));
}

function hasAny(presets: ReadonlySet<string>, names: readonly string[]): boolean {
  return names.some((name) => presets.has(name));
}

function looksAtDockerfiles(config: RenovateConfig, presets: ReadonlySet<string>): boolean {
  const { enabled, enabledManagers = [], dockerfile, docker } = config;
  if (enabled === false || docker?.enabled === false) return false;
  if (enabledManagers.length > 0 && !enabledManagers.includes('dockerfile')) return false;
  return dockerfile?.enabled ?? (enabled === true || !hasAny(presets, OFF_PRESETS));
}

/** What is said last counts: presets, the file, the manager, and then the rules. */
function isPinning(config: RenovateConfig, presets: ReadonlySet<string>): boolean {
  const { dockerfile, docker, pinDigests, packageRules = [] } = config;
  const own = dockerfile?.pinDigests ?? docker?.pinDigests ?? pinDigests ?? false;
  const all = hasAny(presets, PINNING_PRESETS) || own;
  const anything = { path: '', names: [''] };
  const ruled = packageRules
    .filter((rule) => rule.pinDigests === false || fitsRule(rule, anything) === 'yes')
    .flatMap(({ pinDigests: pins }) => pins ?? []);
  return ruled.at(-1) ?? all;
}

/** A list of the file replaces that of the presets. */
function pathsOf(config: RenovateConfig, presets: ReadonlySet<string>): (path: string) => boolean {
  const standard = hasAny(presets, IGNORING_PRESETS) ? MODULES_AND_TESTS : PACKAGES;
  const { ignorePaths = standard, includePaths = [] } = config;
  return (path) => {
    if (!DOCKERFILE.test(path)) return false;
    if (ignorePaths.some((one) => path.includes(one) || fitsGlob(one, path) !== 'no')) return false;
    if (includePaths.length === 0) return true;
    return includePaths.some((one) => one === path || fitsGlob(one, path) === 'yes');
  };
}

/** A rule that may turn an image off does, and one that turns it on again has to be clear. */
function isEnabled(config: RenovateConfig, dependency: RenovateDependency): boolean {
  const { ignoreDeps = [], packageRules = [] } = config;
  if (dependency.names.some((name) => ignoreDeps.includes(name))) return false;
  let isOn = true;
  for (const rule of packageRules.filter(decides)) {
    const fit = fitsRule(rule, dependency);
    if (rule.enabled === false && fit !== 'no') isOn = false;
    if (rule.enabled === true && fit === 'yes') isOn = true;
  }
  return isOn;
}

function decides(rule: PackageRule): boolean {
  return rule.enabled !== undefined && isAboutMostUpdates(rule);
}

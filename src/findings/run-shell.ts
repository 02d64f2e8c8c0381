import { imageUses } from '../dockerfile/image-uses.ts';
import type { Dockerfile, Stage } from '../dockerfile/model.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import { catalogueName } from '../image/catalogue-name.ts';
import { parseTag } from '../image/parse-tag.ts';
import { parseReference } from '../image/reference.ts';
import { stageChain } from './base-image.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';

/** What runs a RUN, as far as it decides how `pipefail` is switched on. */
export type RunShell =
  | 'bash'
  | 'busybox'
  /** It knows `pipefail`, as every shell of POSIX.1-2024. */
  | 'new-dash'
  /** It refuses `pipefail`; bash is in the image. */
  | 'dash-beside-bash'
  | 'dash'
  | 'none'
  | 'unknown';

/** What a call of a package manager tells about `/bin/sh`: bash is an essential package of Debian and Ubuntu. */
const FAMILIES: readonly (readonly [managers: readonly PackageManagerName[], shell: RunShell])[] = [
  [['apk'], 'busybox'],
  [['apt-get', 'apt'], 'dash-beside-bash'],
  [['dnf', 'yum', 'microdnf', 'zypper'], 'bash'],
];

/** The shell of a RUN whose SHELL is a POSIX one. */
export function runShell(dockerfile: Dockerfile, facts: Facts, run: Run): RunShell {
  const program = interpreterOf(run) ?? shellProgram(facts, run);
  if (program === null || program === 'sh') return systemShell(dockerfile, facts, run);
  if (program === 'dash') return 'dash';
  return program === 'ash' || program === 'busybox' ? 'busybox' : 'bash';
}

/** `bash` for a here-document that begins with `#!/bin/bash -e`; null without such a line. */
function interpreterOf({ script }: Run): string | null {
  const line = /^#!\s*(\S{1,200})(?:[ \t]+(\S{1,200}))?/.exec(script.heredoc?.content ?? '');
  if (line === null) return null;
  const [, program = '', argument = ''] = line;
  return baseName(baseName(program) === 'env' ? argument : program);
}

function shellProgram(facts: Facts, { run }: Run): string | null {
  const { shell } = facts.before(run);
  if (shell === null || shell === 'unknown') return null;
  return baseName(shell.findLast((word) => /(?:^|\/)(?:ba|da|a|z|k|)sh$/.test(word)) ?? 'sh');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function systemShell(dockerfile: Dockerfile, facts: Facts, run: Run): RunShell {
  const { sh, bash } = facts.base(run.stage);
  if (sh === 'unknown') return shellByPackages(dockerfile, facts, run);
  if (sh !== 'dash') return sh;
  if (hasNewDash(dockerfile, run.stage)) return 'new-dash';
  return bash === true ? 'dash-beside-bash' : 'dash';
}

/** A distribution has one package manager, and the build stops where another is called. */
function shellByPackages(dockerfile: Dockerfile, facts: Facts, { stage, run }: Run): RunShell {
  const chain = stageChain(stage);
  const called = runsOf(dockerfile, facts)
    .filter((other) => chain.includes(other.stage) && other.run.span.start <= run.span.start)
    .flatMap(({ calls }) => calls.filter(isCertain).map(({ manager }) => manager));
  const found = FAMILIES.filter(([managers]) => managers.some((name) => called.includes(name)));
  const [family] = found;
  return family !== undefined && found.length === 1 ? family[1] : 'unknown';
}

function isCertain({ command }: Run['calls'][number]): boolean {
  return command.nesting.length === 0 && command.before !== '||' && command.after !== '||';
}

/** dash has `pipefail` since 0.5.12-7: Debian 13 and Ubuntu 25.04 (https://bugs.debian.org/1071238). */
function hasNewDash(dockerfile: Dockerfile, stage: Stage): boolean {
  const bottom = stageChain(stage).at(-1);
  const use = imageUses(dockerfile).find((found) => {
    return found.role === 'base' && found.stage === bottom?.index;
  });
  const reference = parseReference(use?.resolved ?? '');
  if (reference === null || reference.tag === null) return false;
  const tag = parseTag(reference.tag);
  const name = catalogueName(reference);
  const family = tag.distribution?.family ?? name;
  const [release = 0, month = 0] = tag.distribution?.release ?? tag.version ?? [];
  if (family === 'debian') return release >= 13 && release < 100;
  return family === 'ubuntu' && (release > 25 || (release === 25 && month >= 4));
}

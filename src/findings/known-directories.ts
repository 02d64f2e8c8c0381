import { operands } from '../dockerfile/command-line.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { resolveDirectory } from '../dockerfile/work-directory.ts';
import { stageChain } from './base-image.ts';
import { copiesOf } from './copies.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runCommandsNamed } from './run-commands.ts';
import { isWithin } from './shipped-stages.ts';
import { isOnScratch } from './working-directory.ts';

/** Directories that every Linux image has (Filesystem Hierarchy Standard 3.0). */
const STANDARD = new Set(
  (
    '/ /bin /dev /etc /home /lib /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr ' +
    '/usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/lib /usr/local/share /usr/sbin ' +
    '/usr/share /var /var/lib /var/log /var/tmp'
  ).split(' '),
);

/** A path that an instruction makes a directory. */
interface Made {
  /** Absolute, without end slash. */
  readonly path: string;
  readonly instruction: Instruction;
}

const madeIn = oncePerFile(readMade);

/**
 * True when an absolute path is a directory by the time the instruction runs: one that all images have,
 * a WORKDIR, one that `mkdir` made or that files were copied into, or the parent of one of these.
 */
export function isDirectory(
  dockerfile: Dockerfile,
  facts: Facts,
  stage: Stage,
  instruction: Instruction,
  path: string,
): boolean {
  const resolved = resolveDirectory('/', path, false);
  const wanted = resolved === '/' ? resolved : withoutSlash(resolved);
  if (STANDARD.has(wanted)) return wanted === '/' || !isOnScratch(facts, stage);
  const byStage = madeIn(dockerfile, facts);
  return stageChain(stage)
    .flatMap(({ index }) => byStage.get(index) ?? [])
    .some((made) => {
      return made.instruction.span.start < instruction.span.start && isWithin(made.path, wanted);
    });
}

function readMade(dockerfile: Dockerfile, facts: Facts): ReadonlyMap<number, readonly Made[]> {
  const byStage = new Map<number, Made[]>();
  const all = [...workdirs(dockerfile, facts), ...targets(dockerfile, facts)];
  for (const { path, instruction } of all) {
    if (!path.startsWith('/') || instruction.stage === null) continue;
    const list = byStage.get(instruction.stage) ?? [];
    list.push({ path: withoutSlash(path), instruction });
    byStage.set(instruction.stage, list);
  }
  return byStage;
}

function workdirs({ instructions }: Dockerfile, facts: Facts): Made[] {
  return instructions.flatMap((instruction, index) => {
    const next = instructions[index + 1];
    if (instruction.keyword !== 'WORKDIR' || next === undefined) return [];
    const path = facts.before(next).workdir;
    return path === null ? [] : [{ path, instruction }];
  });
}

function targets(dockerfile: Dockerfile, facts: Facts): Made[] {
  const copied = copiesOf(dockerfile)
    .filter(({ instruction, stage }) => stage.instructions.includes(instruction))
    .map(({ destination, instruction }) => ({ path: destination.path, instruction }))
    .filter(({ path }) => path.endsWith('/'));
  const made = runCommandsNamed(dockerfile, facts, ['mkdir'])
    .filter(({ run }) => !run.isTrigger)
    .flatMap(({ line, run }) =>
      operands(line, ['-m', '--mode']).flatMap(({ value }) => {
        return value === null ? [] : [{ path: value, instruction: run.instruction }];
      }),
    );
  return [...copied, ...made];
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

import { effectiveCommand, nameOf } from '../dockerfile/command-line.ts';
import { indexLines } from '../dockerfile/line-index.ts';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { once } from '../dockerfile/once.ts';
import { packageCommands } from '../dockerfile/package-command.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { ShellCommand, ShellScript } from '../dockerfile/shell-script.ts';
import { oncePerFile } from './once-per-file.ts';
import type { Facts } from './rule.ts';
import { runsOf } from './runs.ts';
import type { Run } from './runs.ts';

/** What a later instruction does with something that a RUN leaves behind. */
export interface Need {
  /** True for calls that work only with it. */
  readonly uses: (call: PackageCommand) => boolean;
  /** True for calls that make it anew. */
  readonly renews: (call: PackageCommand) => boolean;
  /** Names of other programs that work only with it. */
  readonly programs: ReadonlySet<string>;
  /** Matches a quoted command line, as in `bash -c "…"`, that works only with it. */
  readonly quoted: RegExp;
}

/** A later instruction that needs it, or runs a script of which that cannot be told. */
export interface LaterNeed {
  readonly certain: boolean;
  readonly instruction: Instruction;
  /** 1-based. */
  readonly line: number;
}

/** What stands behind an instruction: the first that needs it, and the first that runs a script. */
interface Outlook {
  readonly user: Instruction | null;
  readonly script: Instruction | null;
}

const NOTHING: Outlook = { user: null, script: null };

/**
 * The first instruction behind a RUN, in its stage and in those built on it, that needs what the RUN
 * leaves; if none does, the first that runs a script. Null when neither is there.
 */
export function laterNeed(
  dockerfile: Dockerfile,
  facts: Facts,
  { instruction }: Pick<Run, 'instruction'>,
  need: Need,
): LaterNeed | null {
  const { user, script } = outlooksOf(dockerfile, facts, need).get(instruction) ?? NOTHING;
  const found = user ?? script;
  if (found === null) return null;
  const { line } = linesOf(dockerfile).position(found.span.start);
  return { certain: user !== null, instruction: found, line };
}

const linesOf = once(({ text }: Dockerfile) => indexLines(text));

type Outlooks = ReadonlyMap<Instruction, Outlook>;

const knownOutlooks = oncePerFile(() => new Map<Need, Outlooks>());

/** Worked out once per file, from its end to its start, because every RUN may ask. */
function outlooksOf(dockerfile: Dockerfile, facts: Facts, need: Need): Outlooks {
  const known = knownOutlooks(dockerfile, facts);
  const outlooks = known.get(need) ?? readOutlooks(dockerfile, facts, need);
  known.set(need, outlooks);
  return outlooks;
}

function readOutlooks(dockerfile: Dockerfile, facts: Facts, need: Need): Outlooks {
  const calls = callsOf(dockerfile, facts);
  const behind = new Map<Instruction, Outlook>();
  const inChildren = new Map<Stage, Outlook>();
  for (const stage of dockerfile.stages.toReversed()) {
    const isTrigger = ({ trigger }: Instruction) => trigger !== null;
    const triggers = stage.instructions.filter(isTrigger);
    const own = stage.instructions.filter((instruction) => !isTrigger(instruction));
    let outlook = inChildren.get(stage) ?? NOTHING;
    // Triggers run where a stage is built on this one: behind all else, before the child's own.
    for (const instruction of [...own, ...triggers].toReversed()) {
      behind.set(instruction, outlook);
      const script = facts.script(instruction.trigger ?? instruction);
      outlook = before(outlook, instruction, judge(need, script, calls));
    }
    if (stage.parent === null) continue;
    const other = inChildren.get(stage.parent) ?? NOTHING;
    inChildren.set(stage.parent, {
      user: outlook.user ?? other.user,
      script: outlook.script ?? other.script,
    });
  }
  return behind;
}

/** An instruction that makes it anew hides what stands behind. */
function before(outlook: Outlook, instruction: Instruction, verdict: Verdict): Outlook {
  if (verdict === 'nothing') return outlook;
  if (verdict === 'renews') return NOTHING;
  if (verdict === 'uses') return { user: instruction, script: null };
  return { user: outlook.user, script: instruction };
}

type Verdict = 'uses' | 'renews' | 'script' | 'nothing';

type Calls = ReadonlyMap<ShellCommand, PackageCommand>;

const callsOf = oncePerFile(mapCalls);

/** The calls of all instructions with shell code, by their command. */
function mapCalls(dockerfile: Dockerfile, facts: Facts): Calls {
  const calls = runsOf(dockerfile, facts).flatMap((run) => run.calls);
  for (const outer of dockerfile.instructions) {
    const inner = outer.trigger ?? outer;
    const script = inner.keyword === 'RUN' ? null : facts.script(inner);
    if (script !== null) calls.push(...packageCommands(script));
  }
  return new Map(calls.map((call) => [call.command, call]));
}

/** What comes first in the instruction counts. */
function judge(need: Need, script: ShellScript | null, calls: Calls): Verdict {
  if (script === null) return 'nothing';
  let verdict: Verdict = 'nothing';
  for (const command of script.commands) {
    const call = calls.get(command);
    if (call !== undefined && need.renews(call)) return verdict === 'script' ? verdict : 'renews';
    if (call === undefined ? needsIt(command, need) : need.uses(call)) return 'uses';
    if (runsScript(command)) verdict = 'script';
  }
  return verdict;
}

function needsIt(command: ShellCommand, { programs, quoted }: Need): boolean {
  const line = effectiveCommand(command);
  const name = nameOf(line);
  if (name !== null && programs.has(name)) return true;
  return line.words.some((word) => word.quoted && quoted.test(word.text) && isCode(name));
}

/** Programs whose quoted words are shell code. */
function isCode(name: string | null): boolean {
  return name !== null && (SHELLS.has(name) || name === 'eval' || name === 'su');
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'source', '.']);

/** A file of shell code, or code from a pipe. Programs in other languages are taken for harmless. */
function runsScript(command: ShellCommand): boolean {
  const line = effectiveCommand(command);
  const name = nameOf(line) ?? '';
  if (/\.(?:ba)?sh$/.test(name)) return true;
  if (/^\.{0,2}\//.test(line.words[0]?.text ?? '')) {
    return /install|setup|provision|bootstrap|prepare|dep(?:endencie)?s/i.test(name);
  }
  if (!SHELLS.has(name)) return false;
  if (command.pipeline.index > 0) return true;
  const [second] = line.words.slice(1).filter(({ text }) => !text.startsWith('-'));
  return second !== undefined && !line.words.some(({ text }) => /^-[a-z]*c$/.test(text));
}

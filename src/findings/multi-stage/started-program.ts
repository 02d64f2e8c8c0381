import type { Instruction } from '../../dockerfile/model.ts';
import { effectiveCommand, nameOf } from '../../dockerfile/command-line.ts';
import { readShellText } from '../../dockerfile/shell.ts';
import type { ShellCommand } from '../../dockerfile/shell-script.ts';
import type { SplitInput } from './recipe.ts';
import { valueOf } from './stage-commands.ts';

/** What a container of the image starts. */
export interface StartedProgram {
  /** As written: `./app`, `/usr/bin/tool`, `tool`. */
  readonly program: string;
  /** Words behind it; null for those that cannot be told. */
  readonly words: readonly (string | null)[];
  /** Programs before it that hand over to it: `tini`. */
  readonly through: readonly string[];
}

/** Shells and tools that a developer or a build system starts: such an image is for its tools. */
const DEVELOPMENT =
  /^(?:(?:ba|da|a|z|k)?sh|go|cargo|cargo-\w+|rustc|rustup|gcc|g\+\+|cc|clang|make|cmake|ninja|air|gow|reflex|realize|fresh|modd|CompileDaemon|compiledaemon|watchexec|entr|dlv|bee|nodemon|tail|sleep|sshd|go-wrapper|gotestsum|ginkgo|golangci-lint|dockerd|tmux|vim|gdb|true)$/;

/**
 * The program that ENTRYPOINT and CMD of the file start. `tools` where the image is there for its tools,
 * or starts nothing of its own; `unclear` where a shell line does more than to start one program.
 */
export function startedProgram(input: SplitInput): StartedProgram | 'tools' | 'unclear' {
  const entrypoint = lastOf(input, 'ENTRYPOINT');
  const cmd = lastOf(input, 'CMD');
  const first = entrypoint ?? cmd;
  if (first === null) return 'tools';
  const rest =
    entrypoint !== null && entrypoint.json && cmd?.json === true
      ? cmd.arguments.map(({ text }) => text)
      : [];
  const commands = startCommands(input, first);
  const [command, ...others] = commands;
  if (command === undefined || command.words.length === 0) return 'tools';
  if (others.length > 0 || command.nesting.length > 0) return isTool(command) ? 'tools' : 'unclear';
  const { words, through } = effectiveCommand(command);
  const [program = null, ...behind] = words.map((word) => valueOf(input.dockerfile, first, word));
  if (program === null) return 'unclear';
  if (isTool(command)) return 'tools';
  return { program, words: [...behind, ...rest], through };
}

function lastOf({ stage }: SplitInput, keyword: string): Instruction | null {
  return stage.instructions.findLast((instruction) => instruction.keyword === keyword) ?? null;
}

/** `["sh", "-c", "./app"]` starts what the shell starts. */
function startCommands({ facts }: SplitInput, instruction: Instruction): readonly ShellCommand[] {
  const commands = facts.script(instruction)?.commands ?? [];
  const [shell, option, text, ...others] = commands[0]?.words ?? [];
  const isInner =
    others.length === 0 &&
    option?.value === '-c' &&
    /^(?:\/bin\/)?(?:ba)?sh$/.test(shell?.value ?? '');
  return instruction.json && isInner ? readShellText(text?.value ?? '') : commands;
}

function isTool(command: ShellCommand): boolean {
  return DEVELOPMENT.test(nameOf(effectiveCommand(command)) ?? '');
}

import { baseName } from '../../copies.ts';
import type { SplitInput } from '../recipe.ts';
import { startCommand } from '../start-command.ts';
import type { StartCommand } from '../start-command.ts';
import { startScript } from '../start-script.ts';
import type { StartScript, UnclearScript } from '../start-script.ts';

/** The program that a container of the image starts. */
export interface StartedProgram {
  /** As written: `./app`, `/usr/bin/tool`, `tool`. */
  readonly program: string;
  /** Words behind it; null for those that cannot be told. */
  readonly words: StartCommand['words'];
  /** Programs before it that hand over to it: `tini`. */
  readonly through: readonly string[];
  /** The script of the repository that starts it; null where nothing stands between. */
  readonly script: Pick<StartScript, 'path' | 'source'> | null;
}

/** Shells and tools that a developer or a build system starts: such an image is for its tools. */
const DEVELOPMENT =
  /^(?:(?:ba|da|a|z|k)?sh|go|cargo|cargo-\w+|rustc|rustup|gcc|g\+\+|cc|clang|make|cmake|ninja|air|gow|reflex|realize|fresh|modd|CompileDaemon|compiledaemon|watchexec|entr|dlv|bee|nodemon|tail|sleep|sshd|go-wrapper|gotestsum|ginkgo|golangci-lint|dockerd|tmux|vim|gdb|true)$/;

/**
 * The program that ENTRYPOINT and CMD of the file start, also through a script of the repository. `tools` where
 * the image is there for its tools, or starts nothing of its own; `unclear` where a shell line does more than to
 * start one program.
 */
export function startedProgram(
  input: SplitInput,
): StartedProgram | UnclearScript | 'tools' | 'unclear' {
  const start = startCommand(input);
  if (start === null) return 'tools';
  const name = start.words === null ? start.first : start.name;
  if (DEVELOPMENT.test(name ?? '')) return 'tools';
  const [program = null, ...words] = start.words ?? [];
  if (start.words === null || program === null) return 'unclear';
  const script = startScript(input, start);
  if (script === null) return { program, words, through: start.through, script: null };
  if ('left' in script) return script;
  if (DEVELOPMENT.test(baseName(script.program)))
    return { left: `its start script \`${script.source}\` runs \`${script.program}\`` };
  const through = [...start.through, ...script.through];
  return { program: script.program, words: [...script.words, ...script.others], through, script };
}

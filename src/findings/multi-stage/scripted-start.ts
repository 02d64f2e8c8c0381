import { baseName } from '../copies.ts';
import { isWithin } from '../shipped-stages.ts';
import { copiedSource } from './copied-source.ts';
import { outermost, pathIn } from './paths.ts';
import type { SplitInput } from './recipe.ts';
import { plainStart, startCommand } from './start-command.ts';
import type { PlainStart } from './start-command.ts';
import { startScript } from './start-script.ts';
import type { StartScript, UnclearScript } from './start-script.ts';

/** A program that is started without any other before it, but for a script of the repository. */
export interface ScriptedStart extends PlainStart {
  /** Null where nothing stands between. */
  readonly script: StartScript | null;
}

/** Null where something else is started, or nothing; one clause where a script starts it in a way that is not clear. */
export function scriptedStart(input: SplitInput): ScriptedStart | UnclearScript | null {
  const start = startCommand(input);
  if (start === null || start.words === null) return null;
  const script = startScript(input, start);
  if (script === null) {
    const plain = plainStart(input);
    return plain === null ? null : { ...plain, script };
  }
  if ('left' in script) return script;
  const { source, program, words, moves } = script;
  const through = [...start.through, ...script.through];
  const other = through.find((prefix) => prefix !== 'exec');
  if (other !== undefined)
    return { left: `\`${other}\` stands between its start script \`${source}\` and the program` };
  if (moves || start.directory === null)
    return {
      left: `in which directory its start script \`${source}\` starts the program is not clear`,
    };
  const { directory } = start;
  return { name: baseName(program), words: [program, ...words], through, directory, script };
}

/** What is copied, and the script with it; one clause where it names a file of the build that stays behind. */
export function withScript(
  input: SplitInput,
  { script, directory }: ScriptedStart,
  copies: readonly string[],
): readonly string[] | string {
  if (script === null) return copies;
  for (const word of script.others) {
    const path = word === null || word.startsWith('-') ? null : pathIn(directory, word);
    if (path === null || copies.some((copied) => isWithin(path, copied))) continue;
    if (path !== script.path && copiedSource(input, path) !== null)
      return `its start script \`${script.source}\` names \`${word ?? ''}\`, which may be of the build`;
  }
  return outermost([...copies, script.path]);
}

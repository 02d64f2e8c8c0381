import { errexitAtEnd } from './errexit.ts';
import type { Nesting, ShellCommand, ShellScript, TopLevelPart } from './shell-script.ts';

/** Constructs that `set -e` reaches into. */
const GUARDED: ReadonlySet<Nesting> = new Set(['if-branch', 'loop-body', 'case', 'group']);

/** True when the whole script certainly fails where the command fails; false also when unsure. */
export function failsScript(script: ShellScript, command: ShellCommand): boolean {
  if (script.form === 'exec') return true;
  const index = script.commands.indexOf(command);
  const position = script.topLevel.findIndex(
    ({ commands }) => commands.start <= index && index < commands.end,
  );
  const part = script.topLevel[position];
  if (part === undefined || part.negated || !isLastInPipeline(command)) return false;
  if (command.nesting.length === 0) return failsFrom(script, position);
  return failsInside(script, part, command);
}

function isLastInPipeline({ pipeline }: ShellCommand): boolean {
  return pipeline.index === pipeline.length - 1;
}

/** Under `set -e`, only the last pipeline of a list joined by `&&` ends the script. */
function failsFrom(script: ShellScript, position: number): boolean {
  for (let index = position; index < script.topLevel.length; index += 1) {
    const after = script.topLevel[index]?.after ?? null;
    if (after === null) return true;
    if (after === ';' || after === '\n') {
      return index === position && errexitAtEnd(script) === 'on';
    }
    if (after !== '&&') return false;
  }
  return false;
}

function failsInside(script: ShellScript, part: TopLevelPart, command: ShellCommand): boolean {
  const isGuarded = command.nesting.length === 1 && command.nesting.every((it) => GUARDED.has(it));
  const endsList = ({ after }: Pick<ShellCommand, 'after'>) =>
    after === null || after === ';' || after === '\n';
  return isGuarded && endsList(part) && endsList(command) && errexitAtEnd(script) === 'on';
}

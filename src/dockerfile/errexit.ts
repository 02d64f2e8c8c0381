import { hasErrexit } from './shell-kind.ts';
import type { ShellCommand, ShellScript } from './shell-script.ts';

/** Constructs whose `set` does not reach the shell around them. */
const OWN_SHELL = ['subshell', 'substitution', 'background', 'here-document'] as const;

/**
 * Whether `set -e` is in force at the end of the script: through SHELL, an interpreter line or `set`.
 * `unsure` when a `set` of it may not have run.
 */
export function errexitAtEnd(script: ShellScript): 'on' | 'off' | 'unsure' {
  let state: 'on' | 'off' | 'unsure' = script.errexit ? 'on' : 'off';
  for (const command of script.commands) {
    if (command.name !== 'set') continue;
    const change = changeOf(command);
    if (change === null || OWN_SHELL.some((own) => command.nesting.includes(own))) continue;
    state = isCertain(command) ? change : 'unsure';
  }
  return state;
}

function isCertain({ nesting, before, pipeline }: ShellCommand): boolean {
  return nesting.length === 0 && pipeline.length === 1 && before !== '||';
}

function changeOf({ words }: ShellCommand): 'on' | 'off' | null {
  const values = words.slice(1).map(({ value }) => value ?? '');
  const end = values.indexOf('--');
  const options = end === -1 ? values : values.slice(0, end);
  if (hasErrexit(options)) return 'on';
  const isOff = options.some((option, index) => {
    return /^\+[a-z]*e/i.test(option) || (option === 'errexit' && options[index - 1] === '+o');
  });
  return isOff ? 'off' : null;
}

import type { Dockerfile } from '../dockerfile/model.ts';
import { prependCommand } from '../dockerfile/prepend-command.ts';
import type { ShellScript } from '../dockerfile/shell-script.ts';
import { replaceWord } from '../dockerfile/word-edit.ts';
import type { Fix } from './rule.ts';

const COMMAND = 'set -o pipefail';

/** The edits that switch `pipefail` on for a whole script: in the `set` at its start, or in one of its own. */
export function pipefailEdit(
  dockerfile: Dockerfile,
  script: ShellScript,
): Required<Pick<Fix, 'edits' | 'commands'>> | null {
  const joined = joinedToSet(dockerfile, script);
  if (joined !== null) return joined;
  const edit = prependCommand(dockerfile, script, COMMAND);
  return edit === null
    ? null
    : { edits: [edit], commands: [{ kind: 'prepend', command: COMMAND }] };
}

/** `set -eux` becomes `set -euxo pipefail`; null where the script does not begin in this way. */
function joinedToSet(
  dockerfile: Dockerfile,
  script: ShellScript,
): Required<Pick<Fix, 'edits' | 'commands'>> | null {
  const [first] = script.commands;
  const option = first?.words[1];
  const isSet = first?.name === 'set' && first.words.length === 2 && first.nesting.length === 0;
  if (!isSet || option === undefined || !/^-[a-zA-Z]+$/.test(option.text)) return null;
  const by = `${option.text}o`;
  const edit = replaceWord(dockerfile, script, option, `${by} pipefail`);
  if (edit === null) return null;
  return {
    edits: [edit],
    commands: [
      { kind: 'replace-argument', command: 'set', argument: option.text, by },
      { kind: 'add-argument', command: 'set', argument: 'pipefail' },
    ],
  };
}

import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import { insertBehind, leadingWords, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { callSpan } from './call-text.ts';
import type { Fix, Problem } from './rule.ts';
import { fixIn } from './runs.ts';
import type { Run } from './runs.ts';

/** What is said about a call and done about it. */
export interface OptionInsert {
  readonly option: string;
  readonly message: string;
  readonly title: string;
  /** Why a person should look; null when the fix is safe. */
  readonly review: string | null;
}

/** The problem of a call that lacks an option, cured by the option behind its action. */
export function missingOption(
  dockerfile: Dockerfile,
  run: Run,
  call: PackageCommand,
  { option, message, title, review }: OptionInsert,
): Problem {
  const span = callSpan(call);
  const word = call.actionWord;
  const edit = word === null ? null : insertBehind(dockerfile, run.script, word, option);
  if (edit === null) return { span, message, fix: null, left: SPLIT_WORD };
  const command = leadingWords(call.command, word);
  const fix: Fix = fixIn(run, {
    title,
    edits: [edit],
    commands: [{ kind: 'add-argument', command, argument: option }],
  });
  return { span, message, fix: review === null ? fix : { ...fix, safety: 'review', review } };
}

import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import { nameOfCall } from './call-text.ts';
import type { Answer, Facts, Problem } from './rule.ts';
import { runsCalling } from './runs.ts';
import type { Run } from './runs.ts';

/** A call, and those of its packages that have no version. */
export interface UnpinnedPlace {
  readonly dockerfile: Dockerfile;
  readonly facts: Facts;
  readonly run: Run;
  readonly call: PackageCommand;
  readonly words: readonly ShellWord[];
}

/** How versions are written for one package manager. */
export interface Pinning {
  readonly managers: readonly PackageManagerName[];
  /** Words that install packages by name; every other action is left out. */
  readonly actions: ReadonlySet<string>;
  /** True for the text of a package (quotes removed) with a version, and for files, folders, URLs. */
  readonly isPinned: (text: string) => boolean;
  /** True for calls whose versions come from somewhere else. */
  readonly isExempt?: (call: PackageCommand, run: Run) => boolean;
  /** What is done about the packages of a call. */
  readonly answer: (place: UnpinnedPlace) => Answer;
}

/** A list in a message stays short. */
const MAX_NAMES = 4;

/** Finds calls that install packages without a version; those in variables are not known. */
export function* findUnpinned(
  dockerfile: Dockerfile,
  facts: Facts,
  pinning: Pinning,
): Generator<Problem> {
  for (const run of runsCalling(dockerfile, facts, pinning.managers)) {
    for (const call of run.calls) {
      const words = unpinnedWords(run, call, pinning);
      const [first] = words;
      if (first === undefined) continue;
      const names = words.slice(0, MAX_NAMES).map(({ value }) => `\`${value ?? ''}\``);
      const more = words.length > MAX_NAMES ? ` and ${words.length - MAX_NAMES} more` : '';
      const message = `\`${nameOfCall(call)}\` takes whatever version is current on the day of the build: ${names.join(', ')}${more}.`;
      const answer = pinning.answer({ dockerfile, facts, run, call, words });
      yield { span: first.span, message, ...answer };
    }
  }
}

function unpinnedWords(run: Run, call: PackageCommand, pinning: Pinning): ShellWord[] {
  if (!pinning.managers.includes(call.manager)) return [];
  if (!pinning.actions.has(call.actionWord?.value ?? '')) return [];
  if (pinning.isExempt?.(call, run) === true) return [];
  return call.packages.filter(({ value }) => value !== null && !pinning.isPinned(value));
}

/** A path in the file system or an address. */
export function isPathOrUrl(text: string): boolean {
  return /^(?:\.{0,2}\/|\.{1,2}$|\.\[|~\/|file:|git[+@:]|[a-z+]+:\/\/)/i.test(text);
}

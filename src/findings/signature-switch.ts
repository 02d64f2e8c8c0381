import type { Dockerfile } from '../dockerfile/model.ts';
import type { PackageCommand } from '../dockerfile/package-command.ts';
import type { PackageManagerName } from '../dockerfile/package-manager.ts';
import type { ShellWord } from '../dockerfile/shell-script.ts';
import { SPLIT_WORD } from '../dockerfile/word-edit.ts';
import { addedRepository } from './added-repository.ts';
import { baseImageName } from './base-image.ts';
import { pickedWords, removeWords } from './remove-words.ts';
import type { Facts, Fix, Precondition, Problem } from './rule.ts';
import { fixIn, runsCalling } from './runs.ts';
import type { Run } from './runs.ts';

/** A kind of packages, and what tells that others than the distribution's are meant. */
export interface PackageSources {
  readonly managers: readonly PackageManagerName[];
  /** Text that brings in a repository. */
  readonly added: RegExp;
  /** Options of the call that do. */
  readonly options: readonly string[];
  /** Names of packages, without paths, addresses and endings of files. */
  readonly named: RegExp;
  /** Base images whose own repositories are signed by keys that they hold. */
  readonly bases: RegExp;
  /** How the key of somebody is made known, a clause behind which `of X` fits. */
  readonly cure: string;
}

/** An option that lets unsigned packages in. */
export interface SignatureSwitch {
  readonly run: Run;
  readonly call: PackageCommand;
  readonly words: readonly ShellWord[];
}

/** Calls of the managers with options that the test picks. */
export function* signatureSwitches(
  dockerfile: Dockerfile,
  facts: Facts,
  managers: readonly PackageManagerName[],
  isOff: (name: string, value: string | null) => boolean,
): Generator<SignatureSwitch> {
  for (const run of runsCalling(dockerfile, facts, managers)) {
    for (const call of run.calls) {
      if (!managers.includes(call.manager)) continue;
      const words = pickedWords(call, call.valueOptions, isOff);
      if (words.length > 0) yield { run, call, words };
    }
  }
}

/** The problem, cured by the option's removal where only signed packages are meant. */
export function signatureProblem(
  dockerfile: Dockerfile,
  facts: Facts,
  found: SignatureSwitch,
  { message, sources }: { readonly message: string; readonly sources: PackageSources },
): Problem {
  const { run, call, words } = found;
  const span = words[0]?.span ?? call.command.span;
  const option = `\`${words.map(({ text }) => text).join(' ')}\``;
  const foreign = foreignSource(dockerfile, found, sources);
  if (foreign !== null) {
    const left = `${sources.cure} of ${foreign}, then remove ${option}`;
    return { span, message, fix: null, left };
  }
  const first = call.words[0] ?? null;
  const removal = removeWords(dockerfile, run, call.command, { first, words });
  if (removal === null) return { span, message, fix: null, left: SPLIT_WORD };
  const fix: Fix = {
    ...removal,
    title: `Let ${call.manager} check signatures`,
    review: 'that the image brings no unsigned repository: the build fails where one is needed',
    preconditions: preconditionsOf(dockerfile, facts, run, sources),
  };
  return { span, message, fix: fixIn(run, fix) };
}

/** Whose key would be needed; null where only packages of the distribution are named. */
function foreignSource(
  dockerfile: Dockerfile,
  { run, call }: SignatureSwitch,
  { added, options, named }: PackageSources,
): string | null {
  const [option] = pickedWords(call, call.valueOptions, (name) => options.includes(name));
  if (option !== undefined) {
    const next = call.words[call.words.indexOf(option) + 1];
    const address = option.text.includes('=') ? option.text : (next?.text ?? option.text);
    return `the repository \`${address}\``;
  }
  const other = call.packages.find(({ value }) => value === null || !named.test(value));
  if (other !== undefined) return `the publisher of \`${other.text}\``;
  const repository = addedRepository(dockerfile, run, call.command.span.start, added);
  if (repository === null) return null;
  const { line, address } = repository;
  return `the repository that line ${line} brings in${address === null ? '' : ` (${address})`}`;
}

/** What has to hold beside the text of the file. */
function preconditionsOf(
  dockerfile: Dockerfile,
  facts: Facts,
  run: Run,
  { bases }: PackageSources,
): Precondition[] {
  const isKnown = bases.test(baseImageName(dockerfile, run.stage) ?? '');
  const { distribution } = facts.base(run.stage);
  return [
    {
      text: 'the file names only packages of the distribution, and adds no repository before',
      state: 'held',
    },
    {
      text: 'the base image has the keys of all of its repositories',
      state: isKnown && distribution !== 'unknown' ? 'held' : 'unknown',
    },
  ];
}

import type { ShellWord } from '../dockerfile/shell-script.ts';
import { leadingWords, replaceInWord, SPLIT_WORD } from '../dockerfile/word-edit.ts';
import type { TextEdit } from '../dockerfile/text-edit.ts';
import { readLocked } from './locked-version.ts';
import type { LockFile } from './locked-version.ts';
import type { OrganisationPolicy } from './organisation-policy.ts';
import type { Answer, CommandChange, Facts, Precondition } from './rule.ts';
import { fixIn } from './runs.ts';
import type { Run } from './runs.ts';
import type { UnpinnedPlace } from './unpinned-packages.ts';

/** How one package manager takes a version on the command line, and what may tell which. */
export interface PinForm {
  /** Of the packages, as a package URL spells it. */
  readonly type: string;
  /** Name of the package in a word without quotes, as scanners have it; null where it is no name. */
  readonly nameIn: (word: string) => string | null;
  /** The word with a version. */
  readonly write: (word: string, version: string) => string;
  /** Versions that may be written: what comes from a report or a file becomes text of a shell. */
  readonly version: RegExp;
  /** Whether what lies there is what the call installed; everything is without it. */
  readonly isPlace?: (path: string, word: string) => boolean;
  readonly locks: readonly LockFile[];
  /** Whether the source of the packages keeps a version; a text says what a person should do where it does not. */
  readonly keeps?: (facts: Facts, run: Run) => Precondition | string;
}

interface Pin {
  readonly word: ShellWord;
  readonly edit: TextEdit;
  readonly command: CommandChange;
  readonly condition: Precondition;
}

interface KnownVersion {
  readonly version: string;
  /** Who tells: a clause. */
  readonly source: string;
}

/** Whether an organisation wants versions to be written in. */
export function asksForVersions({ pins }: OrganisationPolicy): boolean {
  return pins !== 'off';
}

/** Versions where the policy asks for them; `left` says what a person should do where it does not. */
export function versionsOr(left: string, form: PinForm): (place: UnpinnedPlace) => Answer {
  return (place) =>
    asksForVersions(place.facts.policy) ? pinPackages(place, form) : { fix: null, left };
}

/** Versions for all of the words, or why one of them gets none. */
function pinPackages(place: UnpinnedPlace, form: PinForm): Answer {
  const { facts, run, words } = place;
  const kept = form.keeps?.(facts, run) ?? null;
  if (typeof kept === 'string') return { fix: null, left: kept };
  const pins: Pin[] = [];
  for (const word of words) {
    const pin = pinOf(place, word, form);
    if (typeof pin === 'string') return { fix: null, left: pin };
    pins.push(pin);
  }
  const names = pins.map(({ word }) => `\`${word.value ?? ''}\``).join(', ');
  const fix = fixIn(run, {
    title: `Write versions for ${names}`,
    edits: pins.map(({ edit }) => edit),
    review:
      'that somebody raises these versions: from now on only an edit does, also where one of them has a weakness.',
    commands: pins.map(({ command }) => command),
    preconditions: [...pins.map(({ condition }) => condition), ...(kept === null ? [] : [kept])],
  });
  return { fix };
}

/** A text says why there is no version. */
function pinOf(place: UnpinnedPlace, word: ShellWord, form: PinForm): Pin | string {
  const { dockerfile, run, call } = place;
  const value = word.value ?? '';
  const name = form.nameIn(value);
  if (name === null) return `\`${value}\` is written so that no version can be put to it`;
  const known = versionOf(place, value, name, form);
  if (typeof known === 'string') return known;
  const at = word.text.indexOf(value);
  const by = form.write(value, known.version);
  const edit =
    at === -1 ? null : replaceInWord(dockerfile, run.script, word, [at, at + value.length], by);
  if (edit === null) return SPLIT_WORD;
  const command: CommandChange = {
    kind: 'replace-argument',
    command: leadingWords(call.command, call.actionWord),
    argument: word.text,
    by: `${word.text.slice(0, at)}${by}${word.text.slice(at + value.length)}`,
  };
  const text = `${known.source} has \`${name}\` in version ${known.version}`;
  return { word, edit, command, condition: { text, state: 'held' } };
}

function versionOf(
  { facts, run }: UnpinnedPlace,
  word: string,
  name: string,
  form: PinForm,
): KnownVersion | string {
  const seen = facts
    .installed(run.stage, form.type, name)
    .filter(({ path }) => path === null || form.isPlace?.(path, word) !== false);
  const versions = [...new Set(seen.map(({ version }) => version))];
  const [first] = seen;
  if (versions.length > 1) {
    return `the built image has \`${name}\` in several versions (${versions.slice(0, 3).join(', ')}): write the one that is meant`;
  }
  const weak = seen.find(({ advisory }) => advisory !== null);
  if (weak !== undefined) {
    return `\`${name}\` ${weak.version} of the built image has ${weak.advisory ?? 'a weakness'}, which a newer version fixes: build again, and write the version that is then in the image`;
  }
  const locked = first === undefined ? readLocked(facts, form.locks, name) : null;
  const known =
    first === undefined
      ? locked
      : { version: first.version, source: `the image \`${first.image}\`, built from this stage,` };
  if (known === null) return untold(name, form.locks);
  if (form.version.test(known.version)) return known;
  return `the version of \`${name}\` is not written in a way that can be put into a command`;
}

function untold(name: string, locks: readonly LockFile[]): string {
  const [file] = locks;
  const other = file === undefined ? '' : ` and no \`${file.name}\``;
  return `no scan report of the built image${other} tells a version of \`${name}\`: give the list of its packages with \`--report\` (\`trivy image --list-all-pkgs\`, CycloneDX)`;
}

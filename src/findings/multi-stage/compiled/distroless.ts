import { parseReference } from '../../../image/reference.ts';
import type { Instruction } from '../../../dockerfile/model.ts';
import { baseName, flagValue } from '../../copies.ts';
import { mirrored } from '../../mirrored-image.ts';
import { runsAs } from '../../non-root/other-user.ts';
import type { Precondition } from '../../rule.ts';
import { lineOf } from '../stage-runs.ts';
import type { SplitInput } from '../recipe.ts';
import type { CompiledProgram, ShippedParts } from './compiled-program.ts';

/** An image with nothing in it but what programs without libraries need. */
export interface Distroless {
  readonly reference: string;
  /** Of the image, where the file sets none; by its number. */
  readonly user: string | null;
  readonly preconditions: readonly Precondition[];
}

/** Of the tag `nonroot` (distroless, `common/variables.bzl`). */
const USER = '65532';

/** Users in its `/etc/passwd`. */
const USERS = /^(?:\d+|root|nobody|nonroot)(?::(?:\d+|root|nobody|nonroot))?$/;

/** What the image has, and what only programs with libraries need (`base/README.md` of distroless). */
const NEEDLESS = new Set(['ca-certificates', 'tzdata', 'libgcc']);

/** Debian releases of which there is `static`; the program cannot tell them apart. */
const RELEASES: Readonly<Record<string, string>> = { bookworm: '12', trixie: '13' };
const OTHERWISE = '12';

/** Why the program cannot run on it: one clause. */
export interface NoDistroless {
  readonly left: string;
  /** The user that it would run as, where nothing but the shell form of its command is in the way. */
  readonly userLater?: string;
}

export function distrolessRuntime(
  input: SplitInput,
  program: CompiledProgram,
  parts: ShippedParts,
): Distroless | NoDistroless {
  const { linkage, image } = program;
  const reference = referenceOf(input, image.release);
  if (reference === null) return { left: 'the configuration does not allow that image' };
  if (linkage === null)
    return { left: 'nothing in the file says that the program is linked statically' };
  const { workdir } = input.facts.before(parts.cut);
  if (workdir === null || workdir === '/')
    return { left: 'the file names no directory in which the program starts' };
  const left =
    otherPackage(parts) ?? toolInHealthCheck(input, program, parts) ?? shellBehind(input, parts);
  if (left !== null) return { left };
  const { user, conditions, refused } = userOf(input);
  if (refused !== null) return { left: `it runs as ${USER}, and ${refused}` };
  const shell = shellAtStart(input, program);
  if (shell !== null) {
    const isStatic = !program.started.words.includes(null) && program.started.script === null;
    return { left: shell, ...(user !== null && isStatic ? { userLater: user } : {}) };
  }
  return { reference, user, preconditions: [linkage, ...conditions] };
}

/** The user of the image, where the file sets none, and what says that the program can do with it. */
function userOf({ dockerfile, facts, stage }: SplitInput) {
  const isSet = stage.instructions.some(({ keyword }) => keyword === 'USER');
  if (isSet) return { user: null, conditions: [], refused: null };
  const { preconditions, left } = runsAs(dockerfile, facts, stage, `${USER}:${USER}`);
  return { user: USER, conditions: preconditions, refused: left };
}

function referenceOf({ facts }: SplitInput, release: string): string | null {
  const debian = RELEASES[release] ?? OTHERWISE;
  const written = `gcr.io/distroless/static-debian${debian}:nonroot`;
  const plain = parseReference(written);
  const text = plain === null ? written : (mirrored(plain, facts.policy.mirrors) ?? written);
  const reference = parseReference(text);
  return reference !== null && facts.isAllowed(reference) ? text : null;
}

function otherPackage({ packages }: ShippedParts): string | null {
  const other = packages.find((name) => !NEEDLESS.has(name));
  return other === undefined ? null : `the program needs the package \`${other}\``;
}

/** Only the exec form starts a program without a shell. */
function shellAtStart(
  { stage, ...input }: SplitInput,
  { started }: CompiledProgram,
): string | null {
  if (started.script !== null) return `\`${started.script.source}\` needs a shell`;
  const [prefix] = started.through;
  if (prefix !== undefined) return `\`${prefix}\` starts the program`;
  const last = (keyword: string) => stage.instructions.findLast((one) => one.keyword === keyword);
  const [entrypoint, cmd] = [last('ENTRYPOINT'), last('CMD')];
  const shell = [entrypoint, cmd].find((one) => one?.json === false);
  if (shell !== undefined)
    return `${shell.keyword} on line ${lineOf({ stage, ...input }, shell)} needs a shell`;
  return (entrypoint ?? cmd)?.arguments[0]?.text === started.program
    ? null
    : 'a shell starts the program';
}

function toolInHealthCheck(
  input: SplitInput,
  { found }: CompiledProgram,
  { copies }: ShippedParts,
): string | null {
  const check = input.stage.instructions.findLast(({ keyword }) => keyword === 'HEALTHCHECK');
  const commands = check === undefined ? [] : (input.facts.script(check)?.commands ?? []);
  if (check === undefined || /^NONE$/i.test(check.body.text.trim())) return null;
  const line = `HEALTHCHECK on line ${lineOf(input, check)}`;
  if (!check.json) return `${line} needs a shell`;
  const names = new Set([found.path, ...copies].map(baseName));
  return commands.every(({ words }) => names.has(baseName(words[0]?.text ?? '')))
    ? null
    : `${line} calls a program that the image lacks`;
}

/** What stands behind the cut runs in the new last stage. */
function shellBehind(input: SplitInput, { cut, repeated }: ShippedParts): string | null {
  const [first] = repeated;
  if (first !== undefined) return `the RUN on line ${lineOf(input, first)} is for the program`;
  for (const one of input.stage.instructions) {
    const isBehind = one.span.start >= cut.span.start;
    const reason = strangeIn(one, isBehind);
    if (reason !== null) return `${reason} on line ${lineOf(input, one)}`;
  }
  return null;
}

function strangeIn(one: Instruction, isBehind: boolean): string | null {
  const { keyword, body } = one;
  if (keyword === 'SHELL' || (keyword === 'RUN' && isBehind)) return `${keyword} needs a shell`;
  if (keyword === 'USER' && !USERS.test(body.text.trim()))
    return 'the image lacks the user of USER';
  const owner = keyword === 'COPY' || keyword === 'ADD' ? flagValue(one, 'chown') : null;
  return isBehind && owner !== null && !USERS.test(owner)
    ? 'the image lacks the user of COPY'
    : null;
}

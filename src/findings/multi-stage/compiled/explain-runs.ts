import type { Instruction } from '../../../dockerfile/model.ts';
import { baseName } from '../../copies.ts';
import { preparesFolder } from '../build-runs.ts';
import { commandPlace } from '../command-place.ts';
import { BUILD_DIRECTORIES, foreignPath } from '../foreign-path.ts';
import type { SplitInput } from '../recipe.ts';
import { parentOf } from '../paths.ts';
import { USERS } from '../setup-commands.ts';
import { installsOnly, makefileIn } from './makefile.ts';
import type { Makefile } from './makefile.ts';
import type { StageCommand } from '../stage-runs.ts';

/** Commands that the runtime image runs as well as the builder: every distribution has them. */
const RUNTIME = new Set(
  'mkdir chown chmod adduser addgroup useradd groupadd usermod deluser ln touch apk apt-get apt install echo printf : true test [ cd set export'.split(
    ' ',
  ),
);

/** Of those, the ones that prepare something for the program where they name no path of the build. */
const PREPARING = new Set(
  'mkdir chown chmod adduser addgroup useradd groupadd usermod ln touch install'.split(' '),
);

/** Commands that leave nothing outside the directory that they run in and the paths that they name. */
const BUILD = new Set(
  'go cargo rustup rustc tinygo gcc g++ cc c++ clang clang++ ld ar ranlib nm objcopy make gmake cmake ctest ninja meson autoconf automake autoreconf aclocal libtoolize configure autogen.sh bootstrap bootstrap.sh buildconf git hg svn rm rmdir cp mv strip upx sed awk grep egrep find xargs tar unzip gunzip wget curl sha256sum sha1sum md5sum head tail sort cut tr tee cat ls pwd env which command id date uname nproc getconf pg_config pkg-config pkgconf qmake dpkg-architecture patch protoc swag wire templ buf sqlc qtc easyjson mockgen golangci-lint staticcheck staticfiles statik packr packr2 rice esc dep glide govendor file ldd apk apt-get apt aptitude'.split(
    ' ',
  ),
);

export interface Explained {
  /** The first instruction of the runtime stage; null where no one is left. */
  readonly cut: Instruction | null;
  /** RUNs before it that prepare the image for the program. */
  readonly repeated: readonly Instruction[];
  /** What a RUN does that may concern the program: one clause; null for nothing. */
  readonly strange: string | null;
}

/**
 * Sorts the RUNs: up to the last one that builds they stay in the builder, where each must be known to do
 * nothing for the program but to build it; those behind it must be able to run in the runtime image.
 */
export function explainRuns(
  input: SplitInput,
  commands: readonly StageCommand[],
  directories: readonly string[],
  program: string,
): Explained {
  const { instructions } = input.stage;
  const isRuntime = ({ name }: StageCommand) => RUNTIME.has(name);
  const last = commands.findLast((one) => !isRuntime(one))?.instruction;
  const cut = instructions[last === undefined ? 0 : instructions.indexOf(last) + 1] ?? null;
  const own = [...directories, ...BUILD_DIRECTORIES];
  const repeated: Instruction[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'RUN') continue;
    const inside = commands.filter((one) => one.instruction === instruction);
    const isBehind = cut !== null && instruction.span.start >= cut.span.start;
    const strange = isBehind
      ? withoutLists(input, inside)
      : strangeAmong(input, inside, own, program);
    if (strange !== null) return { cut, repeated, strange };
    const prepares = inside.some((one) => isPreparing(one, own, program));
    if (!isBehind && prepares) repeated.push(instruction);
  }
  return { cut, repeated, strange: null };
}

/** Why a RUN of the builder may matter to the program: one clause; null where it does not. */
function strangeAmong(
  input: SplitInput,
  inside: readonly StageCommand[],
  own: readonly string[],
  program: string,
): string | null {
  for (const one of inside) {
    const strange = strangeIn(input, one, own, program);
    if (strange !== null) return strange;
  }
  const preparing = inside.filter((one) => isPreparing(one, own, program));
  const [first] = preparing;
  const isMixed = inside.some(
    (one) => !preparing.includes(one) && !['set', ':'].includes(one.name),
  );
  return first === undefined || !isMixed
    ? null
    : `${commandPlace(input, first)}, among what builds, which the runtime stage needs too`;
}

/** Users and directories that the program may need, as opposed to those of the build. */
function isPreparing(command: StageCommand, own: readonly string[], program: string): boolean {
  const { name } = command;
  if (!PREPARING.has(name)) return false;
  if (USERS.has(name) || preparesFolder(command)) return true;
  return writtenOutside(command, own, program) !== null;
}

function strangeIn(
  input: SplitInput,
  command: StageCommand,
  own: readonly string[],
  program: string,
): string | null {
  const { name, words } = command;
  if (!BUILD.has(name) && !RUNTIME.has(name))
    return `${commandPlace(input, command)}, and whether the program needs that is not in the file`;
  const isInstalling = MAKERS.has(name) && words.some((word) => /^(?:--)?install/.test(word ?? ''));
  if (isInstalling && !installsOnly(makefileOf(input, command), program))
    return `${commandPlace(input, command)}, which may install more than the program`;
  if (name === 'chown' && writtenOutside(command, own, program) === null)
    return `${commandPlace(input, command)}, and the copies would belong to somebody else`;
  if (
    preparesFolder(command) &&
    words.some((word) => !/^[-/]/.test(word ?? '') && word !== 'mkdir')
  )
    return `${commandPlace(input, command)}, and whether the program needs that folder is not in the file`;
  if (PREPARING.has(name)) return null;
  const path = writtenOutside(command, own, program);
  return path === null
    ? null
    : `${commandPlace(input, command)}, and whether the program needs what that does in \`${path}\` is not in the file`;
}

/** The description of a plain `make install`; null for other builds, and for one with variables of its own. */
function makefileOf(input: SplitInput, { name, words, directory }: StageCommand): Makefile | null {
  const isPlain = name === 'make' && words.every((word) => word !== null && !/[=-]/.test(word));
  return isPlain ? makefileIn(input, directory) : null;
}

/** They install wherever their files say. */
const MAKERS = new Set(['make', 'gmake', 'cmake', 'ninja', 'meson']);

function writtenOutside(
  command: StageCommand,
  own: readonly string[],
  program: string,
): string | null {
  const path = foreignPath(command, [...own, program]);
  return path === null || isBringing(command, path, program) ? null : path;
}

/** `cp app /usr/local/bin/` brings the program to its place. */
function isBringing({ name, words }: StageCommand, path: string, program: string): boolean {
  const isMover = name === 'cp' || name === 'mv' || name === 'install';
  const isProgram = (word: string | null) => baseName(word ?? '') === baseName(program);
  return isMover && path === parentOf(program) && words.some(isProgram);
}

/** apt needs an index in the runtime image that the builder's RUN does not give it. */
function withoutLists(input: SplitInput, inside: readonly StageCommand[]): string | null {
  const installs = inside.find(
    ({ name, words }) => /^apt(?:-get)?$/.test(name) && words.includes('install'),
  );
  const updates = inside.some(
    ({ name, words }) => /^apt(?:-get)?$/.test(name) && words.includes('update'),
  );
  return installs === undefined || updates
    ? null
    : `${commandPlace(input, installs)}, without \`apt-get update\` of its own`;
}

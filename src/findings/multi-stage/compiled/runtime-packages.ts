import { packageCommands } from '../../../dockerfile/package-command.ts';
import type { Instruction } from '../../../dockerfile/model.ts';
import type { SplitInput } from '../recipe.ts';
import type { RuntimeImage } from './runtime-image.ts';
import { runtimeLibrary } from './runtime-libraries.ts';

/** What a builder installs and a running program has no use for. */
const BUILD_PACKAGE =
  /^(?:gcc(?:-[\d.]+)?|g\+\+(?:-[\d.]+)?|cpp|make|cmake|ninja(?:-build)?|samurai|meson|build-essential|build-base|binutils|bison|flex|nasm|yasm|patch|patchelf|autoconf|automake|autotools-dev|libtool(?:-bin)?|pkg-?conf(?:ig)?|clang(?:-[\d.]+)?|lld(?:-[\d.]+)?|llvm(?:-[\d.]+)?|lldb|gdb|valgrind|git|mercurial|subversion|protobuf-compiler|protoc|upx(?:-ucl)?|linux-headers|musl-dev|musl-tools|libc-dev|libc6-dev|gawk|gettext-dev|go|golang(?:-[\w.]+)?|cargo|rustc|rust|rustup|apt-utils|apt-transport-https|software-properties-common|dpkg-dev|fakeroot|debhelper|devscripts|mold|sccache|ccache|xz-utils|unzip|file)$/;

export type CarriedPackages =
  | { readonly packages: readonly string[]; readonly left?: never }
  | { readonly packages?: never; readonly left: string };

/** The packages of the builder that the runtime image needs too. */
export function carriedPackages(
  input: SplitInput,
  before: readonly Instruction[],
  image: RuntimeImage,
): CarriedPackages {
  const found = new Set<string>();
  for (const instruction of before) {
    const script = instruction.keyword === 'RUN' ? input.facts.script(instruction) : null;
    for (const call of script === null ? [] : packageCommands(script)) {
      if (!SYSTEM_MANAGERS.has(call.manager) || call.action !== 'install') continue;
      for (const { value, text } of call.packages) {
        const runtime = runtimePackage(value, text, image);
        if ('left' in runtime) return runtime;
        for (const name of runtime.names) found.add(name);
      }
    }
  }
  return { packages: [...found] };
}

const SYSTEM_MANAGERS: ReadonlySet<string> = new Set(['apk', 'apt-get', 'apt', 'aptitude']);

type RuntimePackage = { readonly names: readonly string[] } | { readonly left: string };

function runtimePackage(value: string | null, text: string, image: RuntimeImage): RuntimePackage {
  if (value === null || /[/.]deb$|^\./.test(value)) {
    return { left: `whether the program needs \`${text}\` cannot be told` };
  }
  const [name = ''] = value.split(/[=<>~@:]/);
  if (BUILD_PACKAGE.test(name)) return { names: [] };
  if (!name.endsWith('-dev') && !/-dev[\d.-]*$/.test(name)) return { names: [name] };
  const library = runtimeLibrary(name, image);
  return library === null
    ? {
        left: `the program may be linked to the libraries of \`${name}\`, whose package for the runtime image has to be found`,
      }
    : { names: library };
}

/** The commands of one RUN that install packages, in the form that leaves nothing behind. */
export function installLine({ distribution }: RuntimeImage, packages: readonly string[]): string[] {
  if (packages.length === 0) return [];
  const names = [...packages].sort().join(' ');
  return distribution === 'alpine'
    ? [`apk add --no-cache ${names}`]
    : [
        `apt-get update && apt-get install -y --no-install-recommends ${names} && rm -rf /var/lib/apt/lists/*`,
      ];
}

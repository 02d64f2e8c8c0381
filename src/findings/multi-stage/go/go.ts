import { compiledSplit } from '../compiled/compiled-split.ts';
import { findBuild, isFound } from '../compiled/find-build.ts';
import type { Output } from '../compiled/find-program.ts';
import { contextFiles, contextText } from '../context-files.ts';
import { cleanPath, parentOf, pathIn } from '../paths.ts';
import { goLinkage } from './go-linkage.ts';
import type { Recipe, Split, SplitInput, Unsplit } from '../recipe.ts';
import type { StageCommand } from '../stage-runs.ts';

const TOOLS = 'the Go compiler';

/** Variables of the go command (`go help environment`) and of the build tools around it. */
const BUILD_ONLY = new Set(
  'CGO_ENABLED CGO_CFLAGS CGO_LDFLAGS GO111MODULE GOAMD64 GOARCH GOARM GOBIN GOCACHE GOEXPERIMENT GOFLAGS GOINSECURE GOMODCACHE GONOPROXY GONOSUMCHECK GONOSUMDB GOOS GOPATH GOPRIVATE GOPROXY GOROOT GOSUMDB GOTOOLCHAIN GOWORK DEBIAN_FRONTEND'.split(
    ' ',
  ),
);

/** Flags of `go build` whose value may be the next word. */
const VALUE_FLAGS = new Set(
  '-o -C -p -asmflags -buildmode -buildvcs -compiler -covermode -coverpkg -gccgoflags -gcflags -installsuffix -ldflags -mod -modfile -overlay -pgo -pkgdir -tags -toolexec'.split(
    ' ',
  ),
);

const SOURCE = /\.(?:go|s|c|h|cc|cpp|proto|tmpl\.go|qtpl|templ)$|(?:^|\/)go\.(?:mod|sum|work)$/;

export const GO: Recipe = { language: 'Go', split };

function split(input: SplitInput): Split | Unsplit | null {
  if (input.image !== 'golang') return null;
  const build = findBuild(input, TOOLS, (command) => outputsOf(input, command));
  if (build === null || !isFound(build)) return build;
  const { found } = build;
  return compiledSplit(input, {
    ...build,
    tools: TOOLS,
    tree: { directory: found.output.directory ?? parentOf(found.path), isSource: SOURCE },
    packages: ['ca-certificates', 'tzdata'],
    buildOnly: BUILD_ONLY,
    startsPrograms: /"(?:os\/exec|plugin|syscall\/js)"/,
    preconditions: [],
    linkage: goLinkage(input, found.output.build),
  });
}

/** `go build`, `go install`, `go get` of old, and what may run them. */
function isBuild({ name, words }: StageCommand): boolean {
  if (name === 'make' || name === 'mage' || name === 'task') return true;
  return name === 'go' && /^(?:build|install|get)$/.test(words[1] ?? '') && !words.includes('-d');
}

function outputsOf(input: SplitInput, build: StageCommand): Output[] {
  const { name, words, directory } = build;
  if (!isBuild(build)) return [];
  if (name !== 'go') return [{ build, path: null, directory, isCertain: false, isSearched: false }];
  const { output, change, packages } = readFlags(words.slice(2));
  const place = change === null ? directory : pathIn(directory, change);
  if (words[1] !== 'build') return installed(input, build, packages, place);
  const targets = packages.length === 0 ? ['.'] : packages;
  const names = targets.map((target) => programName(input, place, target));
  const written = output === undefined ? null : pathIn(place, output);
  if (output === null || (output !== undefined && written === null)) return [];
  if (output === undefined) {
    return names.map((one) => namedIn(build, place, place, one));
  }
  const isFolder =
    output.endsWith('/') ||
    targets.length > 1 ||
    targets.some((one) => one?.endsWith('...') === true);
  if (isFolder) return names.map((one) => namedIn(build, place, written, one));
  return [{ build, path: written, directory: place, isCertain: true, isSearched: false }];
}

function namedIn(
  build: StageCommand,
  directory: string | null,
  folder: string | null,
  name: string | null,
): Output {
  const path = name === null || folder === null ? null : cleanPath(`${folder}/${name}`);
  const isCertain = path !== null;
  return { build, path, directory, folder, isCertain, isSearched: false };
}

/** `go install` writes into GOBIN, or into the first directory of GOPATH. */
function installed(
  input: SplitInput,
  build: StageCommand,
  packages: readonly (string | null)[],
  place: string | null,
): Output[] {
  const { env } = input.facts.before(build.instruction);
  const assigned = build.command.assignments.find(({ name }) => name === 'GOBIN')?.value?.value;
  const path = env.get('GOPATH') ?? '/go';
  const bin = cleanPath(assigned ?? env.get('GOBIN') ?? `${path.split(':')[0] ?? ''}/bin`);
  const targets = packages.length === 0 ? ['.'] : packages;
  return targets.map((target) => {
    const name = programName(input, place, target);
    const own = target?.startsWith('.') === true ? place : null;
    return { ...namedIn(build, own ?? bin, bin, name), isSearched: true };
  });
}

interface GoFlags {
  /** Undefined without `-o`; null where it cannot be told. */
  readonly output: string | null | undefined;
  readonly change: string | null;
  readonly packages: readonly (string | null)[];
}

function readFlags(words: readonly (string | null)[]): GoFlags {
  let output: string | null | undefined;
  let change: string | null = null;
  const packages: (string | null)[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? null;
    if (word === null || !word.startsWith('-')) {
      packages.push(word);
      continue;
    }
    const [flag = '', ...rest] = word.replace(/^--/, '-').split('=');
    const takesNext = rest.length === 0 && VALUE_FLAGS.has(flag);
    const value = takesNext ? (words[index + 1] ?? null) : rest.join('=');
    if (flag === '-o') output = value;
    if (flag === '-C') change = value;
    if (takesNext) index += 1;
  }
  return { output, change, packages };
}

/** The last part of the import path without its major version (`go help build`); null when not known. */
function programName(
  input: SplitInput,
  directory: string | null,
  target: string | null,
): string | null {
  if (target === null || target.endsWith('...')) return null;
  if (target.endsWith('.go')) return target.slice(target.lastIndexOf('/') + 1, -'.go'.length);
  const [path = ''] = target.split('@');
  const isLocal = path === '.' || path === './' || path.startsWith('../');
  const parts = (isLocal ? (moduleName(input, directory) ?? '') : path)
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const last = /^v\d+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1);
  return last ?? null;
}

/** By the one go.mod of the context; without modules the directory tells. */
function moduleName(input: SplitInput, directory: string | null): string | null {
  const context = contextFiles(input);
  const files = context?.paths.filter((path) => /(?:^|\/)go\.mod$/.test(path)) ?? [];
  const [file] = files;
  if (context === null || file === undefined || files.length > 1) return goPathName(directory);
  return /^module\s+(\S+)/m.exec(contextText(context, file) ?? '')?.[1] ?? null;
}

function goPathName(directory: string | null): string | null {
  return directory !== null && directory.includes('/src/') ? directory : null;
}

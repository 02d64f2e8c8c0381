import type { Precondition } from '../../rule.ts';
import { compiledSplit } from '../compiled/compiled-split.ts';
import { findBuild, isFound } from '../compiled/find-build.ts';
import type { Output } from '../compiled/find-program.ts';
import { contextFiles, contextText } from '../context-files.ts';
import { cleanPath, parentOf, pathIn } from '../paths.ts';
import type { Recipe, Split, SplitInput, Unsplit } from '../recipe.ts';
import type { StageCommand } from '../stage-runs.ts';
import { cargoLibraries } from './cargo-libraries.ts';
import { rustLinkage } from './rust-linkage.ts';

const TOOLS = 'the Rust compiler';

/** Variables of cargo, rustup and of crates that are read at build time. */
const BUILD_ONLY = new Set(
  'RUSTFLAGS RUSTDOCFLAGS RUSTUP_HOME RUSTUP_TOOLCHAIN CARGO_HOME CARGO_TARGET_DIR CARGO_BUILD_TARGET CARGO_INCREMENTAL CARGO_NET_GIT_FETCH_WITH_CLI CARGO_REGISTRIES_CRATES_IO_PROTOCOL CARGO_PROFILE_RELEASE_LTO CARGO_TERM_COLOR SQLX_OFFLINE OPENSSL_STATIC PKG_CONFIG_ALLOW_CROSS CC CXX DEBIAN_FRONTEND'.split(
    ' ',
  ),
);

const SOURCE =
  /\.rs$|(?:^|\/)(?:Cargo\.(?:toml|lock)|rust-toolchain(?:\.toml)?|(?:rustfmt|clippy|deny)\.toml)$/;

export const RUST: Recipe = { language: 'Rust', split };

function split(input: SplitInput): Split | Unsplit | null {
  if (input.image !== 'rust') return null;
  const build = findBuild(input, TOOLS, (command) => outputsOf(input, command));
  if (build === null || !isFound(build)) return build;
  const { found, image } = build;
  const libraries = cargoLibraries(input, image);
  const unwinding = image.distribution === 'alpine' ? ['libgcc'] : [];
  return compiledSplit(input, {
    ...build,
    tools: TOOLS,
    tree: { directory: found.output.directory ?? parentOf(found.path), isSource: SOURCE },
    packages: ['ca-certificates', 'tzdata', ...unwinding, ...libraries.packages],
    buildOnly: BUILD_ONLY,
    startsPrograms: /\bprocess::Command\b|\bCommand::new\b/,
    preconditions: [libraries.condition],
    linkage: linkageOf(input, found.output.build),
  });
}

function linkageOf(input: SplitInput, build: StageCommand): Precondition | null {
  return build.name === 'cargo' ? rustLinkage(input, targetOf(input, build)) : null;
}

/** The triple that is built for; null for that of the builder. */
function targetOf({ facts }: SplitInput, { instruction, words }: StageCommand): string | null {
  return (
    optionOf(words, '--target') ?? facts.before(instruction).env.get('CARGO_BUILD_TARGET') ?? null
  );
}

function isBuild({ name, words }: StageCommand): boolean {
  if (name === 'make' || name === 'just') return true;
  return name === 'cargo' && /^(?:build|b|install|rustc)$/.test(actionOf(words));
}

/** The action behind `+nightly`. */
function actionOf(words: readonly (string | null)[]): string {
  return (words[1]?.startsWith('+') === true ? words[2] : words[1]) ?? '';
}

function outputsOf(input: SplitInput, build: StageCommand): Output[] {
  const { name, words, directory } = build;
  if (!isBuild(build)) return [];
  const place = parentOfManifest(directory, optionOf(words, '--manifest-path'));
  if (name !== 'cargo')
    return [{ build, path: null, directory, isCertain: false, isSearched: false }];
  if (actionOf(words) === 'install') return [installed(input, build)];
  const { env } = input.facts.before(build.instruction);
  const target = optionOf(words, '--target-dir') ?? env.get('CARGO_TARGET_DIR') ?? 'target';
  const triple = targetOf(input, build) ?? '';
  const isRelease = words.some((word) => word === '--release' || word === '-r');
  const profile = optionOf(words, '--profile') ?? (isRelease ? 'release' : 'debug');
  const folder = pathIn(place, `${target}/${triple}/${profile}`);
  const program = optionOf(words, '--bin') ?? packageName(input);
  const path = program === null || folder === null ? null : `${folder}/${program}`;
  // A package may have more programs than the one with its name.
  const isOnly = optionOf(words, '--bin') !== null;
  const known = isOnly ? path : null;
  return [{ build, path: known, directory: place, folder, isCertain: true, isSearched: false }];
}

/** `cargo install` writes into the `bin` of its root. */
function installed(input: SplitInput, build: StageCommand): Output {
  const { words, directory } = build;
  const { env } = input.facts.before(build.instruction);
  const root =
    optionOf(words, '--root') ??
    env.get('CARGO_INSTALL_ROOT') ??
    env.get('CARGO_HOME') ??
    '/usr/local/cargo';
  const folder = cleanPath(`${root}/bin`);
  const own = optionOf(words, '--path');
  const place = own === null ? folder : pathIn(directory, own);
  return { build, path: null, directory: place, folder, isCertain: true, isSearched: true };
}

function parentOfManifest(directory: string | null, manifest: string | null): string | null {
  const path = manifest === null ? null : pathIn(directory, manifest);
  return path === null ? directory : parentOf(path);
}

/** `--bin x` or `--bin=x`; null without one. */
function optionOf(words: readonly (string | null)[], name: string): string | null {
  const index = words.findIndex((word) => word === name || word?.startsWith(`${name}=`) === true);
  const word = index === -1 ? null : (words[index] ?? null);
  if (word === null) return null;
  return word === name ? (words[index + 1] ?? null) : word.slice(name.length + 1);
}

function packageName(input: SplitInput): string | null {
  const context = contextFiles(input);
  const text =
    context?.paths.includes('Cargo.toml') === true ? contextText(context, 'Cargo.toml') : null;
  return /^\[package\][^[]*?^name\s*=\s*"([\w-]+)"/ms.exec(text ?? '')?.[1] ?? null;
}

import { pathWithin } from '../builds/dockerignore.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import { contextOf, filesNamed, isWholeContext } from './build-context.ts';
import type { BuildContext } from './build-context.ts';
import { buildScripts, findIn } from './build-scripts.ts';
import { baseName, copiesOf, flagValue } from './copies.ts';
import type { Copy } from './copies.ts';
import { READS_ENV } from './needless-kinds.ts';
import type { Facts, Precondition } from './rule.ts';
import { isSecretPath, textHoldsSecret } from './secret-paths.ts';
import { findSecrets } from './secret-patterns.ts';

/** A file with a secret that no line names: a folder around it is copied. */
export interface ContextSecret {
  /** Relative to the build context. */
  readonly file: string;
  /** The first line that takes it. */
  readonly copy: Copy;
  /** Why no .dockerignore entry may keep it out, one clause; null where one may. */
  readonly obstacle: string | null;
  readonly conditions: readonly Precondition[];
}

/** Folders and names of what is made for tests and to be read, and of what others maintain. */
const NOT_MEANT =
  /(?:^|[/_.-])(?:tests?|__tests__|specs?|e2e|fixtures?|testdata|test-?data|mocks?|examples?|samples?|demos?|docs?|dummy|fake|snakeoil|localhost|self-?signed|node_modules|vendor|third_party)(?=[/_.-])/i;

/** Settings of a developer's machine: only what has the form of a secret counts there. */
const DEVELOPMENT = /(?:^|[/.])env\.(?:dev|development|test)$/i;

const SOURCE =
  /\.(?:[cm]?[jt]sx?|py|rb|php|go|rs|java|kt|kts|scala|cs|fs|vb|ex|exs|clj|pl|lua|swift|c|cc|cpp|h|hpp|vue|svelte|ya?ml|toml|json|ini|conf|properties|xml|sh|ps1)$/i;

/** Files of a program that are looked through at most. */
const MOST_SOURCES = 500;

/** The files, in the order of their paths; nothing where the build context is not known. */
export function contextSecrets(dockerfile: Dockerfile, facts: Facts): readonly ContextSecret[] {
  const copies = copiesOf(dockerfile).filter(isFolderCopy);
  if (copies.length === 0) return [];
  const candidates = secretPaths(facts.surroundings()?.files() ?? []);
  if (candidates.length === 0) return [];
  const { context } = contextOf(dockerfile, facts);
  if (context === null) return [];
  const named = new Set(filesNamed(dockerfile, context));
  const files = candidates.flatMap((path) => pathWithin(context.folder, path) ?? []);
  return files.flatMap((file) => {
    const copy = copies.find((one) => takesFile(one, file));
    const isOut = named.has(file) || context.ignoreFile.ignores(file);
    if (copy === undefined || isOut || !holdsSecret(context, file)) return [];
    return [{ file, copy, ...reading(dockerfile, context, file) }];
  });
}

/** All Dockerfiles of a repository share the list of its files. */
const candidatesOf = new WeakMap<readonly string[], readonly string[]>();

function secretPaths(paths: readonly string[]): readonly string[] {
  const known = candidatesOf.get(paths);
  if (known !== undefined) return known;
  const found = paths.filter((path) => isSecretPath(path) && !NOT_MEANT.test(path));
  candidatesOf.set(paths, found);
  return found;
}

/** What ONBUILD copies lies in the folder of another build. */
export function isFolderCopy(copy: Copy): boolean {
  const { instruction, stage, from } = copy;
  const isOwn = stage.instructions.includes(instruction);
  return from === null && isOwn && flagValue(instruction, 'exclude') === null;
}

/** Whether a copied folder holds the file. */
export function takesFile({ sources }: Copy, file: string): boolean {
  return sources.some(({ path }) => {
    if (isWholeContext(path)) return true;
    const folder = path.replace(/^(?:\.?\/)+|\/+$/g, '');
    return folder !== '' && file.startsWith(`${folder}/`);
  });
}

function textOf({ surroundings, folder }: BuildContext, file: string): string | null {
  return surroundings.text(folder === '.' ? file : `${folder}/${file}`);
}

function holdsSecret(context: BuildContext, file: string): boolean {
  const text = textOf(context, file);
  if (text === null) return false;
  return DEVELOPMENT.test(file) ? findSecrets(text).length > 0 : textHoldsSecret(file, text);
}

function reading(dockerfile: Dockerfile, context: BuildContext, file: string) {
  const { ignoreFile, ignorePath, surroundings } = context;
  const scripts = buildScripts(dockerfile, context);
  const name = baseName(file);
  const pattern = /^\.env/.test(name) ? READS_ENV : wordPattern(name);
  const reader = findIn(scripts, pattern, surroundings.path);
  let obstacle: string | null = null;
  if (reader !== null) obstacle = `\`${reader}\` seems to read it`;
  else if (ignoreFile.takesBack(file)) obstacle = `\`${ignorePath}\` takes it back`;
  else if (/[*?[\]\\!#]/.test(file)) obstacle = 'its name is a pattern';
  const isKnown = scripts.unread.length === 0;
  const conditions: Precondition[] = [
    { text: `no COPY, ADD or RUN names \`${file}\``, state: 'held' },
    { text: `nothing that the build runs reads \`${file}\``, state: isKnown ? 'held' : 'unknown' },
    { text: `no source of the program names \`${file}\``, state: programState(context, pattern) },
  ];
  return { obstacle, conditions };
}

function wordPattern(name: string): RegExp {
  return new RegExp(`(?<![\\w.-])${name.replace(/[^\w]/g, String.raw`\$&`)}(?![\\w-])`);
}

/** A source or a setting of the program itself. */
export function isProgramSource(file: string): boolean {
  return SOURCE.test(file) && !NOT_MEANT.test(file);
}

/** Sources that cannot be read, or too many of them, tell nothing. */
function programState(context: BuildContext, pattern: RegExp): Precondition['state'] {
  const sources = context.files.filter(isProgramSource);
  if (sources.length === 0 || sources.length > MOST_SOURCES) return 'unknown';
  const texts = sources.map((file) => textOf(context, file));
  return texts.every((text) => text !== null && !pattern.test(text)) ? 'held' : 'unknown';
}

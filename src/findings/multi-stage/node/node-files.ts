import type { Instruction } from '../../../dockerfile/model.ts';
import { copiesOf } from '../../copies.ts';
import type { Copy } from '../../copies.ts';
import type { Precondition } from '../../rule.ts';
import { isWithin } from '../../shipped-stages.ts';
import { entriesOf, isNeverRead } from '../build-files.ts';
import { contextFiles } from '../context-files.ts';
import type { ContextFiles } from '../context-files.ts';
import { developmentImport } from './node-imports.ts';
import type { NodePackage } from '../../node-package.ts';
import type { NodeStart } from './node-start.ts';
import type { SplitInput } from '../recipe.ts';
import { destinationOf, joinPath, outermost } from '../paths.ts';

export interface NodeFiles {
  readonly copies: readonly string[];
  readonly preconditions: readonly Precondition[];
  /** What is wrong where a precondition did not hold; one clause. */
  readonly wrong: string;
}

/** What only installs and builds read. */
const BUILD_INPUT =
  /^(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|node_modules|tsconfig.*\.json|[\w.-]+\.config\.[cm]?[jt]s|jest\..*|webpack\..*|rollup\..*|vite-env\.d\.ts|[\w-]+\.d\.ts|nest-cli\.json|angular\.json|tslint\.json|types|.*\.tsbuildinfo|benchmark_config\.json)$/;
const NEXT_CONFIG = /^next\.config\.[cm]?[jt]s$/;
const CODE = /\.(?:[cm]?[jt]sx?|css|s[ac]ss|less|vue|svelte|svg|map)$/;
/** Folders whose code Next.js compiles into `.next`. */
const NEXT_SOURCES = /^(?:src|pages|app|components|styles|lib|hooks|utils|context|store|services)$/;
const MOST_COPIES = 6;

export function nodeFiles(
  input: SplitInput,
  start: NodeStart,
  cut: Instruction,
  project: NodePackage | null,
  isSimple: boolean,
): NodeFiles | string {
  const { directory, output } = start;
  if (start.isWhole) {
    const text = `${output} brings all that the program needs`;
    return { copies: [output], preconditions: [{ text, state: 'held' }], wrong: '' };
  }
  const context = contextFiles(input);
  if (context === null || project === null) return 'the files of the project are not at hand';
  const kept = new Set<string>();
  for (const copy of copiesOf(input.dockerfile)) {
    if (copy.instruction.span.start >= cut.span.start) continue;
    if (copy.from !== null) return 'a file comes out of another image';
    for (const path of keptPaths(input, copy, context, start)) kept.add(path);
  }
  const own = ['package.json', 'node_modules'].map((name) => joinPath(directory, name));
  const all = [...own, output, ...kept];
  const distinct = outermost(all);
  // What starts is no product of the build: which folders that fills is not to be seen.
  const relative = output.slice(directory === '/' ? 1 : directory.length + 1);
  const isWritten = context.paths.some((path) => isWithin(path, relative));
  const found = developmentImport(context, project);
  return {
    copies: !isSimple || isWritten || distinct.length > MOST_COPIES ? [directory] : distinct,
    preconditions: [
      { text: 'The sources import no package of devDependencies', state: found.state },
      { text: 'What is not copied are sources and settings of the build', state: 'held' },
    ],
    wrong: `${found.file} imports ${found.name} of devDependencies, which the built program may need too: make it one of the dependencies`,
  };
}

/** Where the things of a COPY are that are not known to be for the build alone. */
function keptPaths(
  { facts }: SplitInput,
  { instruction, sources, destination }: Copy,
  context: ContextFiles,
  start: NodeStart,
): string[] {
  const target = destinationOf(facts, instruction, destination.path);
  return sources.flatMap(({ path }): string[] => {
    const source = path.replace(/^(?:\.?\/)+|\/+$/g, '') || '.';
    if (source === '.') {
      return [...entriesOf(context)]
        .filter((name) => isKept(name, context, start))
        .map((name) => joinPath(target, name));
    }
    const name = source.slice(source.lastIndexOf('/') + 1);
    if (/^(?:package|yarn|pnpm)[\w.*?-]*$/.test(name) || !isKept(source, context, start)) return [];
    const isFolder = context.paths.some((one) => one.startsWith(`${source}/`));
    const isInto = /(?:^|\/)\.?$/.test(destination.path) || sources.length > 1;
    return [isInto && !isFolder ? joinPath(target, name) : target];
  });
}

function isKept(source: string, context: ContextFiles, start: NodeStart): boolean {
  const isNext = start.needs === 'next';
  if (isNext && NEXT_CONFIG.test(source)) return true;
  if (BUILD_INPUT.test(source) || isNeverRead(source)) return false;
  const isSource = isNext ? NEXT_SOURCES.test(source) : source === 'src';
  const inside = context.paths.filter((path) => path.startsWith(`${source}/`));
  return !isSource || inside.some((path) => !CODE.test(path));
}

import { contextText } from '../context-files.ts';
import type { ContextFiles } from '../context-files.ts';
import type { NodePackage } from '../../node-package.ts';
import type { Precondition } from '../../rule.ts';

/** The first import of a development package, or why there is none to be seen. */
export interface DevelopmentImport {
  readonly state: Precondition['state'];
  readonly file: string;
  readonly name: string;
}

const SOURCE = /^(?!(?:.*\/)?(?:node_modules|tests?|__tests__|e2e|cypress)\/).*\.[cm]?[jt]sx?$/;
/** Run by tools of the build and never by the program. */
const FOR_TOOLS =
  /(?:\.(?:test|spec|stories|config|d)\.[cm]?[jt]sx?|(?:^|\/)(?:jest|webpack|gulpfile)[\w.-]*)$/;
const IMPORT =
  /(?:^|[\n;])[ \t]*(?:import|export)[ \t\n](?!type[ \t])[^'"\n;]{0,400}['"]([^'"\n.][^'"\n]{0,200})['"]|\b(?:require|import)\([ \t]*['"]([^'"\n.][^'"\n]{0,200})['"]/g;
const MOST_FILES = 500;

export function developmentImport(
  context: ContextFiles,
  { devDependencies, dependencies }: NodePackage,
): DevelopmentImport {
  const files = context.paths.filter((path) => SOURCE.test(path) && !FOR_TOOLS.test(path));
  let isComplete = files.length <= MOST_FILES;
  for (const file of files.slice(0, MOST_FILES)) {
    const text = contextText(context, file);
    if (text === null) isComplete = false;
    for (const [, from, required] of (text ?? '').matchAll(IMPORT)) {
      const name = packageOf(from ?? required ?? '');
      if (devDependencies.has(name) && !dependencies.has(name)) {
        return { state: 'did not hold', file, name };
      }
    }
  }
  return { state: isComplete ? 'held' : 'unknown', file: '', name: '' };
}

/** `@scope/name/deep` and `name/deep` belong to `@scope/name` and `name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

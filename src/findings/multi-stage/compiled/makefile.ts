import { readShellText } from '../../../dockerfile/shell.ts';
import { baseName } from '../../copies.ts';
import { contextFiles, contextText } from '../context-files.ts';
import { copiedSource } from '../copied-source.ts';
import { cleanPath, parentOf } from '../paths.ts';
import type { SplitInput } from '../recipe.ts';

/** The rules of a Makefile of the repository that are plain text: targets and the lines of their recipes. */
export type Makefile = ReadonlyMap<string, readonly string[]>;

const NAMES = ['GNUmakefile', 'makefile', 'Makefile'];
const MOST_LINES = 2000;
/** Expansions of one line; variables that name each other would go on without end. */
const MOST_ROUNDS = 5;

/** Null where the directory of the image has none that the repository brings there. */
export function makefileIn(input: SplitInput, directory: string | null): Makefile | null {
  const context = contextFiles(input);
  if (context === null || directory === null) return null;
  for (const name of NAMES) {
    const source = copiedSource(input, cleanPath(`${directory}/${name}`));
    const text = source === null ? null : contextText(context, source);
    if (text !== null) return readMakefile(text);
  }
  return null;
}

function readMakefile(text: string): Makefile {
  // What a build gives on its command line is not known here, and DESTDIR is for packagers.
  const variables = new Map([['DESTDIR', '']]);
  const rules = new Map<string, readonly string[]>();
  let targets: readonly string[] = [];
  for (const line of text
    .replace(/\\\r?\n\s*/g, ' ')
    .split('\n')
    .slice(0, MOST_LINES)) {
    const assigned = /^([A-Za-z_]\w*)\s*[:?]{0,2}=\s*(.*?)\s*$/.exec(line);
    const rule = /^([^\s:=#][^:=#]*):(?!=)/.exec(line)?.[1];
    if (line.startsWith('\t')) {
      const recipe = expand(line.trim(), variables);
      for (const target of targets) rules.set(target, [...(rules.get(target) ?? []), recipe]);
    } else if (assigned !== null) {
      const [, name = '', value = ''] = assigned;
      if (name !== 'DESTDIR') variables.set(name, value);
    } else if (rule !== undefined) {
      targets = expand(rule, variables).trim().split(/\s+/);
      for (const target of targets) rules.set(target, rules.get(target) ?? []);
    }
  }
  return rules;
}

function expand(text: string, variables: ReadonlyMap<string, string>): string {
  let now = text.slice(0, 2000);
  for (let round = 0; round < MOST_ROUNDS && /\$[({]/.test(now); round += 1) {
    now = now
      .replace(/\$[({](\w+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole)
      .slice(0, 2000);
  }
  return now;
}

/** Whether one of its rules makes a program of that name. */
export function makesProgram(makefile: Makefile | null, path: string): boolean {
  return makefile !== null && makefile.has(baseName(path));
}

/** Whether `make install` puts that program at its place and does nothing besides. */
export function installsOnly(makefile: Makefile | null, program: string): boolean {
  const recipe = makefile?.get('install') ?? [];
  if (recipe.length === 0) return false;
  const commands = recipe.flatMap((line) => readShellText(line.replace(/^[@+-]+\s*/, '')));
  const brings = commands.filter((one) =>
    isBringing(
      one.words.map(({ value }) => value),
      program,
    ),
  );
  const isMaking = (words: readonly (string | null)[]) =>
    words[0] === 'mkdir' || (words[0] === 'install' && words[1] === '-d');
  const others = commands.filter((one) => !brings.includes(one));
  const isFolder = others.every(({ words }) => {
    const values = words.map(({ value }) => value);
    return isMaking(values) && values.at(-1) === parentOf(program);
  });
  return brings.length === 1 && isFolder;
}

/** `install -m 755 tool /usr/local/bin/tool`, `cp tool /usr/local/bin`. */
function isBringing(words: readonly (string | null)[], program: string): boolean {
  const [name, ...others] = words;
  if ((name !== 'install' && name !== 'cp') || words.includes('-d')) return false;
  const paths = others.filter(
    (word) => word?.startsWith('-') !== true && !/^0?[0-7]{3}$/.test(word ?? ''),
  );
  const [source = null, target = null, ...more] = paths;
  if (source === null || target === null || more.length > 0) return false;
  const clean = cleanPath(target);
  const isTarget =
    clean === program || (clean === parentOf(program) && baseName(source) === baseName(program));
  return isTarget && target.startsWith('/');
}

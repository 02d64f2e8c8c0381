import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Work on the text of one Dockerfile; may throw. */
export type Work = (text: string) => unknown;

export const DOCKERLINTER = 'dockerlinter rules';

/** Ids of what a linter finds in the text of one Dockerfile; may throw. */
export type Linter = (text: string) => readonly string[];

/** The linters among the other tools, each with the ids of its rules. */
export function loadLinters(): ReadonlyMap<string, Linter> {
  const { load, folder } = openPeers();
  const lint = dockerlinter(load);
  const { getErrors, cleanErrors } = load('dockerlinter/lib/errors') as {
    readonly getErrors: () => readonly { readonly errorCode: string }[];
    readonly cleanErrors: () => void;
  };
  const validate = dockerfileUtils(load) as (text: string) => readonly { readonly code: number }[];
  const run = dockerfilelint(load, folder) as (
    text: string,
  ) => readonly { readonly rule: string }[];
  return new Map<string, Linter>([
    [
      DOCKERLINTER,
      (text) => {
        cleanErrors();
        lint(text);
        return getErrors().map(({ errorCode }) => errorCode);
      },
    ],
    ['dockerfilelint', (text) => run(text).map(({ rule }) => rule)],
    ['dockerfile-utils validate', (text) => validate(text).map(({ code }) => String(code))],
  ]);
}

/** The other tools, from `bench/node_modules`, which is made when it is missing. */
export function loadPeers(): ReadonlyMap<string, Work> {
  const { load, folder } = openPeers();
  return new Map([
    ['dockerfile-ast parse', dockerfileAst(load)],
    ['dockerfile-utils validate', dockerfileUtils(load)],
    ['dockerfilelint', dockerfilelint(load, folder)],
    [DOCKERLINTER, dockerlinter(load)],
  ]);
}

function openPeers(): { readonly load: NodeJS.Require; readonly folder: string } {
  const folder = join(process.cwd(), 'bench');
  if (!existsSync(join(folder, 'node_modules'))) {
    // Without scripts: the one of dockerlinter downloads shellcheck, which is not measured here.
    execFileSync('npm', ['ci', '--ignore-scripts', '--prefix', folder], { stdio: 'inherit' });
  }
  return { load: createRequire(join(folder, 'package.json')), folder };
}

// None of these packages' types is installed, so each `as` below states what its documentation or
// its own command line shows; another version would throw on the first file.

function dockerfileAst(load: NodeJS.Require): Work {
  const { DockerfileParser } = load('dockerfile-ast') as {
    readonly DockerfileParser: { parse(text: string): { getInstructions(): unknown } };
  };
  return (text) => DockerfileParser.parse(text).getInstructions();
}

function dockerfileUtils(load: NodeJS.Require): Work {
  const { validate } = load('dockerfile-utils') as { readonly validate: Work };
  return validate;
}

function dockerfilelint(load: NodeJS.Require, folder: string): Work {
  const { run } = load('dockerfilelint') as {
    readonly run: (configFolder: string, text: string) => unknown;
  };
  return (text) => run(folder, text);
}

/** All of its own rules; not shellcheck, which its command line starts for each RUN. */
function dockerlinter(load: NodeJS.Require): Work {
  type Step = (...inputs: readonly unknown[]) => unknown;
  const { parseToLines } = load('dockerlinter/lib/parser') as { readonly parseToLines: Step };
  const directives = load('dockerlinter/lib/directives') as Readonly<
    Record<'directivesParser' | 'getEscape' | 'parseFromAliases', Step>
  >;
  const groupings = load('dockerlinter/lib/groups') as Readonly<
    Record<
      'groupLinesByInstruction' | 'groupByCommand' | 'replaceArgAndEnv' | 'getInlineIgnores',
      Step
    >
  >;
  const rules = Object.values(load('dockerlinter/lib/lints') as Readonly<Record<string, Step>>);
  return (text) => {
    const lines = parseToLines(text);
    const parserDirectives = directives.directivesParser(lines);
    const escape = directives.getEscape(parserDirectives);
    const byInstruction = groupings.groupLinesByInstruction(lines, escape);
    const groups = groupings.replaceArgAndEnv(groupings.groupByCommand(byInstruction), escape);
    const aliases = directives.parseFromAliases(groups);
    const inlineIgnores = groupings.getInlineIgnores(lines);
    const file = { lines, parserDirectives, escape, groups, aliases, inlineIgnores };
    return rules.map((rule) => rule(file));
  };
}

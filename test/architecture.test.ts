import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { moduleImports } from './architecture/module-imports.ts';
import { PACKAGES, PARTS } from './architecture/table.ts';
import { importCycles, importViolations, nameViolations } from './architecture/violations.ts';
import type { Modules } from './architecture/violations.ts';

const root = join(import.meta.dirname, '..');

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1))
    .map((path) => path.split(sep).join('/'));
}

const sources = filesBelow('src').filter((path) => path.endsWith('.ts'));
const modules: Modules = Object.fromEntries(
  sources.map((path) => [path, readFileSync(join(root, 'src', path), 'utf8')]),
);

describe('the sources', () => {
  it('import only what the table allows', () => {
    expect(importViolations(modules)).toEqual([]);
  });

  it('have no cycles, type imports included', () => {
    expect(importCycles(modules)).toEqual([]);
  });

  it('have names that say something', () => {
    expect(nameViolations(sources)).toEqual([]);
  });

  it('are all TypeScript', () => {
    expect(filesBelow('src').filter((path) => !path.endsWith('.ts'))).toEqual([]);
  });
});

describe('the table', () => {
  it('itself has no cycles', () => {
    const edges = Object.entries(PARTS).map(([part, { imports }]): [string, string] => {
      const targets = imports === 'anything' ? [] : imports;
      return [part, targets.map((target) => `import './${target}';`).join('')];
    });
    const flat = Object.fromEntries(edges.filter(([part]) => !part.includes('/')));
    expect(importCycles(flat)).toEqual([]);
  });

  it('knows every dependency', () => {
    const unknown = Object.keys(manifest.dependencies).filter((name) => !(name in PACKAGES));
    expect(unknown).toEqual([]);
  });
});

describe('tests and scripts', () => {
  it.each(['test', 'scripts'])('in %s have names in kebab-case', (folder) => {
    const own = filesBelow(folder).filter((path) => !path.includes('node_modules/'));
    const code = own.filter((path) => /\.(ts|mjs)$/.test(path));
    expect(nameViolations(code)).toEqual([]);
  });
});

describe('the check of imports refuses', () => {
  const refused: Readonly<Record<string, readonly [path: string, text: string, why: string]>> = {
    'an import upwards': [
      'dockerfile/a.ts',
      "import { b } from '../findings/b.ts';",
      'dockerfile/a.ts: dockerfile imports findings',
    ],
    'a type import upwards': [
      'dockerfile/a.ts',
      "import type { B } from '../rules-of-thumb/b.ts';",
      'dockerfile/a.ts: dockerfile imports rules-of-thumb',
    ],
    'a type named in place': [
      'image/a.ts',
      "export type A = import('../local/git.ts').Git;",
      'image/a.ts: image imports local',
    ],
    'a rule by name': [
      'remediation/a.ts',
      "import rule from '../rules/b.ts';",
      'remediation/a.ts: imports the unit rules/b.ts by name',
    ],
    'a rule by name from the command line': [
      'cli/a.ts',
      "import rule from '../rules/b.ts';",
      'cli/a.ts: imports the unit rules/b.ts by name',
    ],
    'a rule that uses another rule': [
      'rules/a.ts',
      "import { b } from './b.ts';",
      'rules/a.ts: imports the unit rules/b.ts by name',
    ],
    'the command line from below': [
      'local/a.ts',
      "import { print } from '../cli/terminal.ts';",
      'local/a.ts: nobody imports cli/terminal.ts',
    ],
    'the entry of the library': [
      'cli/a.ts',
      "import { parse } from '../index.ts';",
      'cli/a.ts: nobody imports index.ts',
    ],
    'the file system in a pure folder': [
      'remediation/gate/a.ts',
      "import { readFileSync } from 'node:fs';",
      'remediation/gate/a.ts: node:fs does not belong into remediation',
    ],
    'a package through a second door': [
      'rules/a.ts',
      "import { parse } from 'unbash';",
      'rules/a.ts: unbash enters through dockerfile',
    ],
    'a package required at first use through a second door': [
      'rules/a.ts',
      "const ast = createRequire(import.meta.url)('dockerfile-ast');",
      'rules/a.ts: dockerfile-ast enters through dockerfile',
    ],
    'a package nobody wrote down': [
      'cli/a.ts',
      "import { map } from '@scope/lodash/map.js';",
      'cli/a.ts: the package @scope/lodash is not in the table',
    ],
    'a new folder': [
      'attic/a.ts',
      "import { b } from './b.ts';",
      'attic/a.ts: `attic` is not in the table',
    ],
    'a barrel': ['findings/a.ts', "export * from './b.ts';", 'findings/a.ts: passes on an export'],
    'a dynamic import': [
      'local/a.ts',
      "const git = await import('./git.ts');",
      'local/a.ts: imports dynamically',
    ],
    'a computed dynamic import': [
      'local/a.ts',
      'const git = await import(`./${name}.ts`);',
      'local/a.ts: imports dynamically',
    ],
  };

  it.each(Object.entries(refused))('%s', (_name, [path, text, why]) => {
    expect(importViolations({ [path]: text })).toEqual([why]);
  });

  it('a circle of three', () => {
    const circle = {
      'rules/a.ts': "import type { B } from './b.ts';",
      'rules/b.ts': "export type { C } from './c.ts';",
      'rules/c.ts': "import { a } from '../rules/a.ts';",
      'rules/d.ts': "import { a } from './a.ts';",
    };
    expect(importCycles(circle)).toEqual(['rules/a.ts > rules/b.ts > rules/c.ts > rules/a.ts']);
  });

  it.each([
    ['findings/Rule.ts', 'Rule.ts is not in kebab-case'],
    ['findings/snake_case.ts', 'snake_case.ts is not in kebab-case'],
    ['utils/rule.ts', 'utils: `utils` says nothing'],
    ['findings/rule-helper.ts', 'rule-helper.ts: `helper` says nothing'],
  ])('the name %s', (path, why) => {
    expect(nameViolations([path])).toEqual([why]);
  });
});

describe('the check of imports allows', () => {
  it.each([
    ['findings/a.ts', "import type { B } from '../dockerfile/b.ts'; import './c.ts';"],
    ['dockerfile/a.ts', "import { createRequire } from 'node:module';"],
    ['local/a.ts', "import { readFile } from 'node:fs'; import write from 'write-file-atomic';"],
    ['cli/program.ts', "const { run } = await import('./run.ts');"],
    ['cli.ts', "import { createProgram } from './cli/program.ts';"],
    ['index.ts', "export { parse } from './dockerfile/parse.ts';"],
    ['registry/quirks/a.ts', "import type { Quirk } from '../quirk.ts';"],
  ])('in %s: %s', (path, text) => {
    expect(importViolations({ [path]: text })).toEqual([]);
  });

  it('text that only looks like an import', () => {
    expect(moduleImports('const a = "import b from \'c\'"; // import("d")')).toEqual([]);
  });
});

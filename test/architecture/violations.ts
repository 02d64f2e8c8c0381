import { posix } from 'node:path';
import { moduleImports } from './module-imports.ts';
import type { ModuleImport } from './module-imports.ts';
import {
  DYNAMIC_IMPORTERS,
  EMPTY_NAMES,
  FIELD_TERMS,
  PACKAGES,
  PARTS,
  RE_EXPORTERS,
} from './table.ts';

/** Texts of modules by their paths below src/. */
export type Modules = Readonly<Record<string, string>>;

/** Everything in the imports of the modules that the table does not allow, one sentence each. */
export function importViolations(modules: Modules): string[] {
  return Object.entries(modules).flatMap(([path, text]) =>
    moduleImports(text).flatMap((found) =>
      [placeViolation(path, found), formViolation(path, found)].filter((why) => why !== null),
    ),
  );
}

function placeViolation(path: string, { specifier }: ModuleImport): string | null {
  const part = partOf(path);
  if (PARTS[part] === undefined) return `${path}: \`${part}\` is not in the table`;
  if (specifier.startsWith('node:')) return builtinViolation(path, specifier);
  if (specifier === '') return null;
  return specifier.startsWith('.')
    ? partViolation(path, targetOf(path, specifier))
    : packageViolation(path, specifier);
}

function builtinViolation(path: string, specifier: string): string | null {
  const builtins = PARTS[partOf(path)]?.builtins ?? [];
  if (builtins === 'all' || builtins.includes(specifier)) return null;
  return `${path}: ${specifier} does not belong into ${partOf(path)}`;
}

function packageViolation(path: string, specifier: string): string | null {
  const name = packageName(specifier);
  const parts = PACKAGES[name];
  if (parts === undefined) return `${path}: the package ${name} is not in the table`;
  return parts.includes(partOf(path)) ? null : `${path}: ${name} enters through ${parts.join()}`;
}

/** `zod` of `zod/v4`, `@scope/name` of `@scope/name/file.js`. */
function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function partViolation(path: string, target: string): string | null {
  const from = partOf(path);
  const to = partOf(target);
  if (PARTS[to]?.isUnits === true) return `${path}: imports the unit ${target} by name`;
  if (from === to) return null;
  const importers = PARTS[to]?.importedBy;
  if (importers?.includes(path) === false) return `${path}: nobody imports ${target}`;
  const allowed = PARTS[from]?.imports ?? [];
  return allowed === 'anything' || allowed.includes(to) ? null : `${path}: ${from} imports ${to}`;
}

function formViolation(path: string, { kind }: ModuleImport): string | null {
  if (kind === 'export' && !RE_EXPORTERS.includes(path)) return `${path}: passes on an export`;
  if (kind === 'dynamic' && !DYNAMIC_IMPORTERS.includes(path))
    return `${path}: imports dynamically`;
  return null;
}

/** The longest name in the table that the path is or lies below; else its first folder. */
function partOf(path: string): string {
  const name = path.replace(/\.ts$/, '');
  const parts = Object.keys(PARTS).filter((part) => `${name}/`.startsWith(`${part}/`));
  return parts.sort((a, b) => b.length - a.length)[0] ?? name.split('/', 1).join('');
}

function targetOf(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier);
}

/** One path through every knot of modules that import each other: `a.ts > b.ts > a.ts`. */
export function importCycles(modules: Modules): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) cycles.push([...trail.slice(start), path].join(' > '));
    if (start !== -1 || done.has(path)) return;
    for (const { specifier } of moduleImports(modules[path] ?? '')) {
      if (specifier.startsWith('.')) visit(targetOf(path, specifier), [...trail, path]);
    }
    done.add(path);
  };
  for (const path of Object.keys(modules)) visit(path, []);
  return cycles;
}

/** Files and folders not in kebab-case, or named by words that say nothing. */
export function nameViolations(paths: readonly string[]): string[] {
  const names = new Set(paths.flatMap((path) => path.split('/')));
  return [...names].flatMap((name) => {
    const stem = name.replace(/(\.test|\.config)?\.(ts|mjs|js)$/, '');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) return [`${name} is not in kebab-case`];
    const words = stem.replace(FIELD_TERMS, '').split('-');
    const word = words.find((part) => EMPTY_NAMES.includes(part.replace(/s$/, '')));
    return word === undefined ? [] : [`${name}: \`${word}\` says nothing`];
  });
}

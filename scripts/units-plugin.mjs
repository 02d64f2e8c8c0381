import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders below src/ whose every file is a unit: a rule, a reader of scan reports, a registry's quirk. */
const UNIT_FOLDERS = ['rules', 'reports', 'registry/quirks'];

/**
 * An esbuild plugin: in place of src/import-units.ts, which scans folders when it runs, a bundle gets
 * static imports of the units that are there when it is built. One file instead of a hundred starts fast.
 */
export const unitsPlugin = {
  name: 'units',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]import-units\.ts$/ }, ({ path }) => {
      const source = dirname(path);
      return { contents: unitsModule(source), resolveDir: source };
    });
  },
};

/** JavaScript with the same export as src/import-units.ts. */
function unitsModule(source) {
  const imports = [];
  const folders = UNIT_FOLDERS.map((folder) => {
    const entries = unitNames(join(source, folder)).map((name) => {
      const variable = `unit${imports.length}`;
      imports.push(`import ${variable} from ${JSON.stringify(`./${folder}/${name}.ts`)};`);
      return `[${JSON.stringify(name)}, ${variable}]`;
    });
    return `${JSON.stringify(folder)}: [${entries.join(', ')}]`;
  });
  return [
    ...imports,
    `const UNITS = { ${folders.join(', ')} };`,
    `export const importUnits = async (folder) => UNITS[folder] ?? [];`,
  ].join('\n');
}

function unitNames(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => file.slice(0, -'.ts'.length));
}

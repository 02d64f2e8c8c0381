import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders below src/ whose every file is a unit: a rule, a reader of scan reports, a registry's quirk. */
const UNIT_FOLDERS = ['rules', 'reports', 'registry/quirks'];

/**
 * An esbuild plugin: in place of src/import-units.ts, which scans folders when it runs, a bundle gets a
 * module for each folder with static imports of the units that are there when it is built. One file
 * instead of a hundred starts fast, and a folder that is not asked for is not loaded.
 */
export const unitsPlugin = {
  name: 'units',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]import-units\.ts$/ }, ({ path }) => ({
      contents: switchModule(),
      resolveDir: dirname(path),
    }));
    build.onResolve({ filter: /^units:/ }, ({ path, resolveDir }) => ({
      path: path.slice('units:'.length),
      namespace: 'units',
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /./, namespace: 'units' }, ({ path, pluginData: source }) => ({
      contents: unitsModule(source, path),
      resolveDir: source,
    }));
  },
};

/** JavaScript with the same export as src/import-units.ts. */
function switchModule() {
  const cases = UNIT_FOLDERS.map((folder) => {
    const text = JSON.stringify(folder);
    return `${text}: () => import(${JSON.stringify(`units:${folder}`)})`;
  });
  return [
    `const FOLDERS = { ${cases.join(', ')} };`,
    `export const importUnits = async (folder) => (await FOLDERS[folder]()).UNITS;`,
  ].join('\n');
}

function unitsModule(source, folder) {
  const names = unitNames(join(source, folder));
  const imports = names.map(
    (name, index) => `import unit${index} from ${JSON.stringify(`./${folder}/${name}.ts`)};`,
  );
  const units = names.map((name, index) => `[${JSON.stringify(name)}, unit${index}]`);
  return [...imports, `export const UNITS = [${units.join(', ')}];`].join('\n');
}

function unitNames(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => file.slice(0, -'.ts'.length));
}

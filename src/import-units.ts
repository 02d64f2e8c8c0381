import { readdir } from 'node:fs/promises';

/** A file's name without its extension, and its default export. */
export type NamedUnit = readonly [name: string, unit: unknown];

/**
 * Imports every file of a folder beside this one (`rules`, `registry/quirks`). Only for the source form:
 * the build puts a list in place of this module, see scripts/units-plugin.mjs.
 */
export async function importUnits(folder: string): Promise<readonly NamedUnit[]> {
  const address = new URL(`./${folder}/`, import.meta.url);
  const files = (await readdir(address)).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(
    files.map(async (file): Promise<NamedUnit> => {
      // A module without a default export is told apart by the caller.
      const module = (await import(new URL(file, address).href)) as { readonly default?: unknown };
      return [file.slice(0, -'.ts'.length), module.default];
    }),
  );
}

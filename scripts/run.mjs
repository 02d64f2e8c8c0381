/**
 * Runs a TypeScript file on a Node that cannot: bundled into a temporary file, then imported.
 * The file finds the project by the current folder, not by its own address.
 * Usage: node scripts/run.mjs FILE.ts [ARGUMENTS]
 */
import { rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const [, , file, ...words] = process.argv;
if (file === undefined) throw new Error('usage: node scripts/run.mjs FILE.ts [ARGUMENTS]');

// Below node_modules, so that the packages of the project are found from there.
const cache = join(dirname(import.meta.dirname), 'node_modules/.cache/seaworthy');
const outfile = join(cache, `${basename(file, '.ts')}-${process.pid}.mjs`);
process.on('exit', () => rmSync(outfile, { force: true }));

await bundle({ entryPoints: [file], outfile, sourcemap: 'inline' });
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, resolve(file), ...words];
await import(pathToFileURL(outfile).href);

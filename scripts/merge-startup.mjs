import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** What every `seaworthy check` runs: its entry points, as esbuild's list of outputs names them. */
const STARTUP = ['src/cli.ts', 'src/cli/check.ts', 'units:rules'];

/**
 * Writes a bundle of esbuild once more, into `folder`, with all that `check` loads in one file: esbuild cuts
 * what the commands share into a file for each set of them, and opening fifty takes as long as the check.
 */
export async function mergeStartup({ metafile, root, entry, folder, external }) {
  const startup = new Set(startupFiles(metafile).map((path) => join(root, path)));
  const bundle = await rolldown({ input: entry, platform: 'node', logLevel: 'warn', external });
  await bundle.write({
    dir: folder,
    format: 'esm',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // Long names alone take a tenth of the time until the first rule runs.
    minify: { compress: false, mangle: true, codegen: { removeWhitespace: true } },
    // The entry itself stays apart: it waits for the commands, and they must not wait for it.
    codeSplitting: { groups: [{ name: 'startup', test: (id) => id !== entry && startup.has(id) }] },
  });
  await bundle.close();
}

/** The outputs of the entry points, and what these import when they are loaded. */
function startupFiles({ outputs }) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && imported in outputs) visit(imported);
    }
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (STARTUP.includes(entryPoint)) visit(path);
  }
  return [...found];
}

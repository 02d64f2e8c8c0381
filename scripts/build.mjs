/**
 * Builds the package: src/cli.ts and src/index.ts, bundled, and the types of the library. `npm ci` runs
 * it as `prepare`. Usage: npm run build, or node scripts/build.mjs FOLDER for another place than dist/.
 */
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from './bundle.mjs';
import { mergeStartup } from './merge-startup.mjs';
import { licenceNotices } from './notices.mjs';

const root = dirname(import.meta.dirname);
const folder = resolve(process.argv[2] ?? join(root, 'dist'));

/** Only the app and `run OWNER/REPO` load these, and both have to hold the same copy of octokit's errors. */
const LEFT_OUTSIDE = [
  // It finds the files of its pages from its own place.
  '@bull-board/api',
  '@bull-board/api/dist/queueAdapters/base.js',
  'bullmq',
  'ioredis',
  'octokit',
  'pino',
  'probot',
];

/**
 * Packages are bundled, too: read from their own files they take longer than Node's whole start.
 * What is required at first use (dockerfile-ast, mvdan-sh) esbuild does not see, so it stays outside.
 */
async function bundleEntries() {
  // Apart, because every entry cuts what the commands share into more files, and each takes time to load.
  const parts = join(folder, 'parts');
  const bundles = await Promise.all([
    bundleEntry('src/cli.ts', parts),
    bundleEntry('src/index.ts', folder),
  ]);
  const [{ metafile }] = bundles;
  await mergeStartup({
    metafile,
    root,
    entry: join(parts, 'cli.js'),
    folder,
    external: LEFT_OUTSIDE,
  });
  rmSync(parts, { recursive: true });
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const notices = licenceNotices(root, [...new Set(inputs)]);
  writeFileSync(join(folder, 'third-party-licenses.txt'), notices);
}

function bundleEntry(entry, outdir) {
  return bundle({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir,
    splitting: true,
    minifyWhitespace: true,
    minifySyntax: true,
    chunkNames: 'chunks/[name]-[hash]',
    packages: 'bundle',
    external: LEFT_OUTSIDE,
    // What CommonJS packages use and a module does not have: `require` for Node's own modules, and
    // `__filename`, which makes write-file-atomic's temporary names unique.
    banner: {
      js: [
        "import { createRequire as requireFrom } from 'node:module';",
        'const require = requireFrom(import.meta.url);',
        'const __filename = import.meta.filename;',
      ].join('\n'),
    },
    metafile: true,
  });
}

/** Types only, without checking them: `npm run types` does that. */
async function emitTypes() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const project = join(root, 'tsconfig.build.json');
  await promisify(execFile)(process.execPath, [compiler, '-p', project, '--outDir', folder]);
}

/** `npx seaworthy` in a checkout runs `prepare` once more, though `npm ci` has built everything. */
function isCalledByNpx() {
  return process.env.npm_command === 'exec' && process.env.npm_lifecycle_event === 'prepare';
}

if (isCalledByNpx() && existsSync(join(folder, 'cli.js'))) process.exit();
rmSync(folder, { recursive: true, force: true });
try {
  await Promise.all([bundleEntries(), emitTypes()]);
  chmodSync(join(folder, 'cli.js'), 0o755);
} catch (error) {
  // What the compiler says is on its standard output; esbuild has printed its own errors.
  if (!('errors' in error)) console.error(error.stdout || error);
  process.exitCode = 1;
}

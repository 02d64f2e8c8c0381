import { build } from 'esbuild';
import { unitsPlugin } from './units-plugin.mjs';

/** Bundles TypeScript of this project for Node; packages stay in node_modules unless told otherwise. */
export function bundle(options) {
  return build({
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    plugins: [unitsPlugin],
    ...options,
  });
}
